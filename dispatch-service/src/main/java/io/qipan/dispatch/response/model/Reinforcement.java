package io.qipan.dispatch.response.model;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Cause;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Shortfall;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a level needs beyond what is assigned.
 *
 * @param unknownAssigned assigned units that nobody knows; they count for nothing
 */
public record Reinforcement(
        List<State> states, List<Choice> proposed, List<Shortfall> shortfalls, List<String> unknownAssigned) {

    /** One need: an assigned unit that can do several things counts for each. */
    public record State(Need need, int assigned) {
        public int missing() {
            return Math.max(0, need.count() - assigned);
        }
    }

    /**
     * How far what is assigned meets the needs of a level, as far as that can be told.
     *
     * @param states with those alone of whom somebody knows what they can do
     * @param unknown the other assigned units, by name
     */
    public record Strength(List<State> states, List<String> unknown) {

        /** @param units whoever is known, among them those that are assigned */
        public static Strength of(List<Need> needs, Set<String> assigned, List<Candidate> units) {
            List<Candidate> there = there(assigned, units);
            return new Strength(Reinforcement.states(needs, there), Reinforcement.unknown(assigned, there));
        }

        /** What is not assigned, whatever the unknown units can do. */
        public List<State> surelyMissing() {
            return states.stream()
                    .map(state -> new State(state.need(), state.assigned() + unknown.size()))
                    .filter(state -> state.missing() > 0)
                    .toList();
        }

        /** Whether all that is needed is assigned, whatever the unknown units can do. */
        public boolean isMet() {
            return states.stream()
                    .map(state -> new State(state.need(), state.assigned() + ofAnyKind(state.need())))
                    .allMatch(state -> state.missing() == 0);
        }

        /** A need for units of any kind is met by those that nobody knows, too. */
        private int ofAnyKind(Need need) {
            return need.capability().isEmpty() ? unknown.size() : 0;
        }

        /** What may have to be sent yet. */
        public List<Need> missing() {
            return states.stream()
                    .filter(state -> state.missing() > 0)
                    .map(state -> new Need(state.need().capability(), state.missing()))
                    .toList();
        }
    }

    /**
     * What limits the units of a plan.
     *
     * @param withinM metres to the edge of the place; 0: anywhere
     * @param hasCrew whether a unit may go as far as crews matter
     */
    public record Limits(Target target, int withinM, Predicate<String> hasCrew) {

        boolean isNear(Candidate unit) {
            return withinM == 0
                    || unit.position()
                            .filter(fix -> Distance.metres(fix.point(), target.middle()) - target.radiusM() <= withinM)
                            .isPresent();
        }
    }

    public static Reinforcement of(
            List<Need> needs, Set<String> assigned, Picture picture, Limits limits, Instant now) {
        Strength strength = Strength.of(needs, assigned, picture.units());
        List<Candidate> others = picture.units().stream()
                .filter(unit -> !assigned.contains(unit.unit()))
                .toList();
        List<Candidate> allowed = others.stream()
                .filter(limits::isNear)
                .filter(unit -> limits.hasCrew().test(unit.unit()))
                .toList();
        Recommendation chosen = picture.choose(allowed, strength.missing(), limits.target(), now);
        return new Reinforcement(
                strength.states(),
                chosen.choices(),
                chosen.shortfalls().stream()
                        .map(shortfall -> explained(shortfall, chosen, others, picture, limits, now))
                        .toList(),
                strength.unknown());
    }

    private static List<Candidate> there(Set<String> assigned, List<Candidate> units) {
        return units.stream().filter(unit -> assigned.contains(unit.unit())).toList();
    }

    private static List<State> states(List<Need> needs, List<Candidate> there) {
        return needs.stream()
                .map(need -> new State(
                        need,
                        Math.toIntExact(
                                there.stream().filter(unit -> unit.can(need)).count())))
                .toList();
    }

    private static List<String> unknown(Set<String> assigned, List<Candidate> there) {
        Set<String> known = there.stream().map(Candidate::unit).collect(Collectors.toSet());
        return assigned.stream().filter(unit -> !known.contains(unit)).sorted().toList();
    }

    /** Without the limits of the plan: why those are not there either, or which limit keeps them. */
    private static Shortfall explained(
            Shortfall shortfall,
            Recommendation chosen,
            List<Candidate> others,
            Picture picture,
            Limits limits,
            Instant now) {
        Set<String> taken = chosen.choices().stream()
                .map(choice -> choice.candidate().unit())
                .collect(Collectors.toSet());
        List<Candidate> left =
                others.stream().filter(unit -> !taken.contains(unit.unit())).toList();
        Recommendation anyway =
                picture.choose(left, List.of(new Need(shortfall.need().capability(), 1)), limits.target(), now);
        boolean tooFar = anyway.choices().stream().anyMatch(choice -> !limits.isNear(choice.candidate()));
        if (!anyway.choices().isEmpty()) {
            return new Shortfall(shortfall.need(), shortfall.missing(), tooFar ? Cause.TOO_FAR : Cause.NO_CREW);
        }
        boolean some =
                chosen.choices().stream().anyMatch(choice -> choice.candidate().can(shortfall.need()));
        Cause cause = some ? Cause.TOO_FEW : anyway.shortfalls().getFirst().cause();
        return new Shortfall(shortfall.need(), shortfall.missing(), cause);
    }
}
