package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.ChoosePastPlan.Chosen;
import io.qipan.dispatch.afteraction.PastFleets.Fleet;
import io.qipan.dispatch.afteraction.ReadPast.Past;
import io.qipan.dispatch.afteraction.model.Comparison;
import io.qipan.dispatch.afteraction.model.FleetChanges;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.recommend.Destination;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.response.FindCoverageGaps;
import io.qipan.dispatch.response.model.CoverageGap;
import io.qipan.dispatch.response.model.Reinforcement;
import io.qipan.dispatch.response.model.Reinforcement.Limits;
import io.qipan.dispatch.response.model.Reinforcement.State;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what would have been recommended at a moment of the past. Not inside a unit of work. */
@Singleton
class EvaluateAlternative {
    private final UnitOfWork unitOfWork;
    private final ReadPast readPast;
    private final ChoosePastPlan choosePlan;
    private final PastFleets fleets;
    private final FindCoverageGaps findGaps;
    private final InstantSource clock;

    EvaluateAlternative(
            UnitOfWork unitOfWork,
            ReadPast readPast,
            ChoosePastPlan choosePlan,
            PastFleets fleets,
            FindCoverageGaps findGaps,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.readPast = readPast;
        this.choosePlan = choosePlan;
        this.fleets = fleets;
        this.findGaps = findGaps;
        this.clock = clock;
    }

    /**
     * @param plan empty if it goes by what the type needs
     * @param gaps empty if nobody can say
     * @param estimates how soon each unit that was ordered could have been there, by unit, as far as that is known
     */
    record Answered(
            Past past,
            Optional<Chosen> plan,
            Reinforcement recommended,
            Optional<List<CoverageGap>> gaps,
            Map<String, Choice> estimates,
            List<Comparison> comparisons,
            boolean degraded) {}

    private record Then(Optional<Fleet> fleet, Picture picture) {}

    Answered evaluate(EvaluateAlternativeRequest request, String by) {
        Instant at = Times.occurred(true, request.getAt(), Times.now(clock));
        Past past = unitOfWork.read(() -> readPast.of(IncidentId.parse(request.getIncident()), at));
        Target target = Destination.of(
                past.incident().getName(),
                past.incident().getLocationsList().stream()
                        .map(PlaceMessages::stored)
                        .toList());
        Then then = then(request, target, at);
        Optional<Chosen> plan = choosePlan.choose(
                request, past, at, target.middle(), then.fleet().flatMap(Fleet::dutyLevel), by);
        List<Need> needs =
                plan.map(chosen -> chosen.plan().needsAt(chosen.level())).orElse(past.usualNeeds());
        Reinforcement recommended = plan.map(chosen -> reinforcement(chosen, past, then, target, at))
                .orElseGet(() -> usual(needs, then.picture(), target, at));
        Map<String, Choice> estimates = estimates(past, then, target, at);
        return new Answered(
                past,
                plan,
                recommended,
                then.picture().fresh()
                        ? findGaps.gaps(recommended.proposed(), then.picture().units())
                        : Optional.empty(),
                estimates,
                Comparison.of(needs, recommended.proposed(), orderedSince(past, estimates)),
                !then.picture().fresh());
    }

    private Then then(EvaluateAlternativeRequest request, Target target, Instant at) {
        try {
            Fleet fleet = fleets.at(at);
            FleetChanges changes = new FleetChanges(
                    Set.copyOf(request.getUnitsOutList()),
                    Set.copyOf(request.getUnitsFreedList()),
                    HypotheticalUnits.of(request.getUnitsAddedList(), fleet, at));
            Picture picture = new Picture(changes.applyTo(fleet.units()), fleets.mediaAt(target.middle(), at), true);
            return new Then(Optional.of(fleet), picture);
        } catch (PeerAway e) {
            return new Then(Optional.empty(), new Picture(List.of(), Media.unknown(), false));
        }
    }

    private static Reinforcement reinforcement(Chosen chosen, Past past, Then then, Target target, Instant at) {
        Set<String> crewed = then.fleet().map(Fleet::crewed).orElse(Set.of());
        Limits limits = new Limits(
                target,
                chosen.plan().withinM(),
                unit -> !chosen.plan().crewed() || crewed.contains(unit) || HypotheticalUnits.isOne(unit));
        return Reinforcement.of(chosen.plan().needsAt(chosen.level()), past.assigned(), then.picture(), limits, at);
    }

    /** As RecommendUnits says it. */
    private static Reinforcement usual(List<Need> needs, Picture picture, Target target, Instant at) {
        Recommendation chosen =
                Recommendation.choose(picture.units(), picture.fresh(), needs, target, picture.media(), at);
        return new Reinforcement(
                needs.stream().map(need -> new State(need, 0)).toList(),
                chosen.choices(),
                chosen.shortfalls(),
                List.of());
    }

    private static Map<String, Choice> estimates(Past past, Then then, Target target, Instant at) {
        Map<String, Candidate> known = new HashMap<>();
        then.fleet().map(Fleet::units).orElse(List.of()).forEach(unit -> known.put(unit.unit(), unit));
        Map<String, Choice> estimates = new HashMap<>();
        past.orders().stream()
                .flatMap(order -> Optional.ofNullable(known.get(order.getUnit())).stream())
                .forEach(
                        unit -> Comparison.estimate(unit, target, then.picture().media(), at)
                                .ifPresent(choice -> estimates.put(unit.unit(), choice)));
        return estimates;
    }

    private static List<Choice> orderedSince(Past past, Map<String, Choice> estimates) {
        return past.orders().stream()
                .filter(order -> !past.ordersThen().contains(order.getName()))
                .map(Order::getUnit)
                .flatMap(unit -> Optional.ofNullable(estimates.get(unit)).stream())
                .toList();
    }
}
