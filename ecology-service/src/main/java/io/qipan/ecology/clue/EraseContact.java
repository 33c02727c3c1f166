package io.qipan.ecology.clue;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.clue.Tipsters.Need;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Everything that a tipster told is answered, and has been for long enough: the contact is erased. The pseudonym stays with the
 * clues. While one of them is open nothing is erased; its answer sets the deadline anew.
 */
@Singleton
public class EraseContact implements DeadlineHandler {
    private final Tipsters tipsters;
    private final ContactRetention retention;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public EraseContact(Tipsters tipsters, ContactRetention retention, InstantSource clock, MeterRegistry meters) {
        this.tipsters = tipsters;
        this.retention = retention;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ContactRetention.ERASE;
    }

    @Override
    public void handle(Due due) {
        UUID tipster = UUID.fromString(due.subject().substring(ContactRetention.TIPSTER.length()));
        tipsters.lock(tipster);
        switch (tipsters.need(tipster)) {
            case Need.Open _ -> {}
            case Need.Answered(Instant last) -> eraseOrWait(tipster, retention.endsAt(last));
        }
    }

    private void eraseOrWait(UUID tipster, Instant end) {
        Instant now = Times.now(clock);
        if (end.isAfter(now)) {
            retention.waitFor(tipster, end);
        } else if (tipsters.erase(tipster, now)) {
            meters.counter("qipan.clue.contacts.erased").increment();
        }
    }
}
