package io.qipan.dispatch.response;

import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Puts a draft in force. */
@Singleton
class ApprovePlans {
    private final PlanRevisions revisions;
    private final Journal journal;
    private final InstantSource clock;

    ApprovePlans(PlanRevisions revisions, Journal journal, InstantSource clock) {
        this.revisions = revisions;
        this.journal = journal;
        this.clock = clock;
    }

    PlanRevision approve(long number, String by) {
        revisions.holdForChange();
        Instant now = Times.now(clock);
        PlanRevision approved = revisions
                .find(number)
                .orElseThrow(() -> Refusal.notFound(PlanRevision.name(number)).asException())
                .approve(by, now, revisions.inForce().map(PlanRevision::number).orElse(0L))
                .orRefuse();
        revisions.approve(approved);
        journal.append(approved.name(), "response_plans.approved", now, "", ResponseMessages.message(approved));
        return approved;
    }
}
