package io.qipan.dispatch.response;

import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Plans for whoever asks afterwards what another one would have said. */
@Singleton
public class PastPlans {
    private final PlanRevisions revisions;

    PastPlans(PlanRevisions revisions) {
        this.revisions = revisions;
    }

    /**
     * A revision, in force or not. Inside a unit of work only. Refuses NOT_FOUND.
     *
     * @param name {@code responsePlanRevisions/{number}}
     */
    public PlanRevision revision(String name) {
        return revisions
                .find(Long.parseLong(name.substring(name.indexOf('/') + 1)))
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** Plans that are stored nowhere, as a revision of the number 0. Refuses INVALID_FIELD. */
    public static PlanRevision unstored(List<ResponsePlan> plans, Instant now, String by) {
        PlanRevision revision = new PlanRevision(0, now, by, "", Optional.empty(), ResponseMessages.plans(plans));
        DraftPlans.checkUsable(revision);
        return revision;
    }

    /** What a plan was chosen by at a moment. */
    public static Situation situation(
            String incidentType, Priority priority, Instant at, Optional<String> zone, Optional<String> dutyLevel) {
        return new Situation(incidentType, priority, LocalTime.ofInstant(at, ReadSituation.CITY), zone, dutyLevel);
    }
}
