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
 * Locks the contacts that an earlier version has kept in the open, some at a time, and looks again each day: that version may
 * run beside this one or come back. It also ends the erasing of contacts that it cannot see, so that the deadlines of these are
 * set again here. The migration that brought the keys has set the first.
 */
@Singleton
public class LockContacts implements DeadlineHandler {
    static final String LOCK = "clue.contacts_lock";
    /** As the migration has it. */
    static final String ALL = ContactRetention.TIPSTER + "first";

    static final int AT_A_TIME = 200;
    static final Duration LOOKS_EVERY = Duration.ofDays(1);

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
        if (locked > 0) {
            LOG.infof("Locked %d contacts of tipsters that stood in the open", locked);
        }
        tipsters.eraseAgain(now);
        deadlines.set(LOCK, due.subject(), locked == AT_A_TIME ? now : now.plus(LOOKS_EVERY));
    }
}
