package io.qipan.dispatch.response;

import io.qipan.dispatch.command.Crews;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.recommend.Destination;
import io.qipan.dispatch.recommend.PatrolUnits;
import io.qipan.dispatch.recommend.ReadUnits;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.response.model.CoverageGap;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.Reinforcement;
import io.qipan.dispatch.response.model.Reinforcement.Limits;
import io.qipan.dispatch.response.model.Reinforcement.Strength;
import io.qipan.dispatch.response.model.ResponsePlan;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says what the alarm level of an incident needs beyond what is assigned. Not inside a unit of work, if nothing else is
 * said.
 */
@Singleton
class Reinforce {
    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final PlanRevisions revisions;
    private final IncidentResponses responses;
    private final ReadUnits readUnits;
    private final Crews crews;
    private final FindCoverageGaps findGaps;
    private final InstantSource clock;

    Reinforce(
            UnitOfWork unitOfWork,
            IncidentRecords incidents,
            PlanRevisions revisions,
            IncidentResponses responses,
            ReadUnits readUnits,
            Crews crews,
            FindCoverageGaps findGaps,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.revisions = revisions;
        this.responses = responses;
        this.readUnits = readUnits;
        this.crews = crews;
        this.findGaps = findGaps;
        this.clock = clock;
    }

    /** @param gaps empty if nobody can say now */
    record Answered(
            IncidentResponse response,
            Reinforcement reinforcement,
            Optional<List<CoverageGap>> gaps,
            boolean degraded) {}

    /** What is asked of the incident: nothing, if nobody works it. */
    private record Known(
            Incident incident, IncidentResponse response, ResponsePlan plan, List<Need> needs, Set<String> assigned) {}

    /** Refuses NOT_FOUND, INCOMPLETE. */
    Answered reinforce(IncidentId id) {
        Known known = unitOfWork.read(() -> known(id));
        Target target = Destination.of(known.incident());
        Picture picture = readUnits.pictureAt(target.middle());
        Reinforcement reinforcement =
                Reinforcement.of(known.needs(), known.assigned(), picture, limits(known, target), Times.now(clock));
        return new Answered(
                known.response(),
                reinforcement,
                picture.fresh() ? findGaps.gaps(reinforcement.proposed(), picture.units()) : Optional.empty(),
                !picture.fresh());
    }

    /**
     * The same for those who have done something else, and read no more than they need: who is assigned as they were
     * known last, and of the others the soonest of what is missing. Which zones these would leave bare is not asked.
     * Refuses NOT_FOUND, INCOMPLETE.
     */
    Answered reinforceBriefly(IncidentId id) {
        Known known = unitOfWork.read(() -> known(id));
        Target target = Destination.of(known.incident());
        List<Candidate> there = unitOfWork.read(() -> readUnits.known(known.assigned()));
        Strength strength = Strength.of(known.needs(), known.assigned(), there);
        if (strength.missing().isEmpty()) {
            Reinforcement nothing = new Reinforcement(strength.states(), List.of(), List.of(), strength.unknown());
            return new Answered(known.response(), nothing, Optional.of(List.of()), false);
        }
        // Some of the soonest may be too far away for the plan, or without a crew.
        Picture picture = withKnown(there, readUnits.pictureFor(strength.missing(), target, PatrolUnits.MOST_SOONEST));
        Reinforcement reinforcement =
                Reinforcement.of(known.needs(), known.assigned(), picture, limits(known, target), Times.now(clock));
        return new Answered(
                known.response(),
                reinforcement,
                reinforcement.proposed().isEmpty() ? Optional.of(List.of()) : Optional.empty(),
                !picture.fresh());
    }

    private static Picture withKnown(List<Candidate> there, Picture picture) {
        Map<String, Candidate> units = new LinkedHashMap<>();
        there.forEach(unit -> units.put(unit.unit(), unit));
        picture.units().forEach(unit -> units.put(unit.unit(), unit));
        return new Picture(List.copyOf(units.values()), picture.media(), picture.fresh(), picture.supplies());
    }

    /**
     * How far the level of an incident is met, as far as that can be told from what is known of the units that are
     * assigned; a unit that is new to patrol-service is not known for some seconds. Asks nobody. Inside a unit of work
     * only. Refuses NOT_FOUND.
     */
    Strength strength(IncidentId id) {
        Known known = known(id);
        return Strength.of(known.needs(), known.assigned(), readUnits.known(known.assigned()));
    }

    private Limits limits(Known known, Target target) {
        return new Limits(target, known.plan().withinM(), known.plan().crewed() ? hasCrew() : _ -> true);
    }

    private Known known(IncidentId id) {
        Incident incident = incidents.get(id);
        IncidentResponse response = responses
                .find(id)
                .orElseThrow(
                        () -> Refusal.notFound("incidentResponses/" + id.uuid()).asException());
        ResponsePlan plan = revisions
                .find(response.revision())
                .flatMap(revision -> revision.plan(response.plan()))
                .orElseThrow();
        boolean works = incident.state() instanceof IncidentState.Open;
        return new Known(
                incident, response, plan, works ? plan.needsAt(response.level()) : List.of(), responses.assigned(id));
    }

    /** While nobody can say who is on duty, nobody is kept from being proposed: a person decides. */
    private Predicate<String> hasCrew() {
        try {
            return crews.onDutySince()::containsKey;
        } catch (PeerAway e) {
            return _ -> true;
        }
    }
}
