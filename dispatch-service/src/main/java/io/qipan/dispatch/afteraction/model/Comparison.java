package io.qipan.dispatch.afteraction.model;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The soonest unit for one need among those recommended and among those ordered, in seconds as they were estimated. */
public record Comparison(Need need, Optional<Double> recommendedS, Optional<Double> orderedS) {

    /** What the recommendation would have gained; negative if what was ordered was sooner. */
    public Optional<Double> gainedS() {
        return recommendedS.flatMap(there -> orderedS.map(here -> here - there));
    }

    /** @param ordered with its estimate */
    public static List<Comparison> of(List<Need> needs, List<Choice> recommended, List<Choice> ordered) {
        return needs.stream()
                .map(need -> new Comparison(need, soonest(need, recommended), soonest(need, ordered)))
                .toList();
    }

    private static Optional<Double> soonest(Need need, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.candidate().can(need))
                .map(Choice::etaS)
                .min(Double::compare);
    }

    /** How soon a unit could have been there, by the rule of recommendations, whether it was free or not; empty if it had no position. */
    public static Optional<Choice> estimate(Candidate unit, Target target, Media media, Instant at) {
        return Recommendation.choose(
                        List.of(unit.freed()), true, List.of(new Need("", 1)), target, media.lettingAll(), at)
                .choices()
                .stream()
                .findFirst();
    }
}
