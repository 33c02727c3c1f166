package io.qipan.ecology.clue;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Locks the contacts that an earlier version has kept in the open, some at a time, and looks once more when no service
 * of that version can be running beside this one. The migration that brought the keys has set the deadline.
 */
@Singleton
public class LockContacts implements DeadlineHandler {
    static final String LOCK = "clue.contacts_lock";
    static final String FIRST = ContactRetention.TIPSTER + "first";
    static final String AGAIN = ContactRetention.TIPSTER + "again";
    static final int AT_A_TIME = 200;
    static final Duration OLDER_SERVICES_GONE = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(LockContacts.class);

    private final Tipsters tipsters;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public LockContacts(Tipsters tipsters, Deadlines deadlines, InstantSource clock, MeterRegistry meters) {
        this.tipsters = tipsters;
        this.deadlines = deadlines;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return LOCK;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        int locked = tipsters.lockOpen(AT_A_TIME);
        meters.counter("qipan.clue.contacts.locked").increment(locked);
        if (locked == AT_A_TIME) {
            deadlines.set(LOCK, due.subject(), now);
        } else if (due.subject().equals(FIRST)) {
            deadlines.set(LOCK, AGAIN, now.plus(OLDER_SERVICES_GONE));
        } else {
            LOG.info("No contact of a tipster stands in the open any more");
        }
    }
}
