package io.qipan.dispatch.followup;

import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUpState.Open;
import io.qipan.dispatch.followup.model.FollowUpState.Over;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a follow-up, tells the journal and keeps its deadline, always all three: {@link #SEND} while its message is
 * queued, at once, else {@link #LOOK}. Also for the features that follow-ups lead to. A call is locked before its
 * follow-up.
 */
@Singleton
public class FollowUpRecords {
    static final String SEND = "follow_up.send";
    static final String LOOK = "follow_up.look";

    private final FollowUps followUps;
    private final Journal journal;
    private final Deadlines deadlines;

    FollowUpRecords(FollowUps followUps, Journal journal, Deadlines deadlines) {
        this.followUps = followUps;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(FollowUp followUp) {
        followUps.add(followUp);
        if (followUp.state() instanceof Queued) {
            deadlines.set(SEND, followUp.id().name(), followUp.openedAt());
        }
        tell(followUp, "follow_up.opened", followUp.openedAt(), followUp.note());
    }

    /** The follow-up as it is. Refuses NOT_FOUND. */
    public FollowUp get(FollowUpId id) {
        return followUps.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** The follow-up, locked. Refuses NOT_FOUND. */
    FollowUp lock(FollowUpId id) {
        return followUps.lock(id);
    }

    /** The follow-up, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    FollowUp lock(FollowUpId id, String etag) {
        FollowUp followUp = followUps.lock(id);
        Etag.check(id.name(), etag, followUp.version());
        return followUp;
    }

    /** Stores the next state of a locked follow-up, if it is another one. */
    FollowUp change(FollowUp before, FollowUp next, String action, Instant occurredAt, String reason) {
        if (!next.equals(before)) {
            followUps.save(next);
            tell(next, action, occurredAt, reason);
        }
        return next;
    }

    private void tell(FollowUp followUp, String action, Instant occurredAt, String reason) {
        String name = followUp.id().name();
        journal.append(name, action, occurredAt, reason, FollowUpMessages.message(followUp));
        switch (followUp.state()) {
            case Queued _ -> {
                // Its sender keeps when it is tried again.
            }
            case Open open -> {
                deadlines.lift(SEND, name);
                deadlines.set(LOOK, name, open.nextDeadlineAt());
            }
            case Over _ -> deadlines.liftAll(name);
        }
    }
}
