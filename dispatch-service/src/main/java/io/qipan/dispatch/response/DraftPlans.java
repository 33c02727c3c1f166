package io.qipan.dispatch.response;

import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes the next revision of all plans, which nobody uses before it is approved. */
@Singleton
class DraftPlans {
    private final PlanRevisions revisions;
    private final Journal journal;
    private final InstantSource clock;

    DraftPlans(PlanRevisions revisions, Journal journal, InstantSource clock) {
        this.revisions = revisions;
        this.journal = journal;
        this.clock = clock;
    }

    PlanRevision draft(DraftResponsePlansRequest request, String by) {
        PlanRevision draft = new PlanRevision(
                request.getBaseRevision() + 1,
                Times.now(clock),
                by,
                request.getReason(),
                Optional.empty(),
                ResponseMessages.plans(request.getPlansList()));
        checkUsable(draft);
        revisions.holdForChange();
        long newest = revisions.newest();
        if (draft.number() != newest + 1) {
            throw Refusal.staleEtag(
                            PlanRevision.name(newest), Long.toString(request.getBaseRevision()), Long.toString(newest))
                    .asException();
        }
        revisions.add(draft);
        journal.append(
                draft.name(),
                "response_plans.drafted",
                draft.madeAt(),
                draft.reason(),
                ResponseMessages.message(draft));
        return draft;
    }

    /** Refuses INVALID_FIELD. */
    static void checkUsable(PlanRevision revision) {
        revision.problem().ifPresent(problem -> {
            throw Refusal.of(Reason.INVALID_FIELD, "The plans cannot be used: " + problem + ".")
                    .withViolations(List.of(new Violation("plans", problem)))
                    .asException();
        });
    }
}
