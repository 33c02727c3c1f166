package io.qipan.dispatch.afteraction.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Need WATER = new Need("water", 1);

    private static Candidate unit(String name, String capability) {
        return new Candidate(
                name,
                name,
                "boat",
                Set.of(capability),
                10,
                60,
                false,
                true,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(new Fix(Places.RIVER_BANK, Places.NOW)));
    }

    private static Choice choice(String name, String capability, double etaS) {
        return new Choice(unit(name, capability), WATER, etaS * 10, 10, etaS, Places.NOW, false);
    }

    @Test
    void theSoonestOfEachSideThatCanDoItAreCompared() {
        // Given
        List<Choice> recommended = List.of(choice("a", "water", 100), choice("b", "water", 60));
        List<Choice> ordered = List.of(choice("c", "road", 10), choice("d", "water", 300));

        // When
        List<Comparison> comparisons = Comparison.of(List.of(WATER, new Need("ice", 1)), recommended, ordered);

        // Then
        assertThat(comparisons.getFirst().gainedS()).contains(240.0);
        assertThat(comparisons.getLast().gainedS()).isEmpty();
        assertThat(comparisons.getLast().recommendedS()).isEmpty();
    }

    @Test
    void anEstimateDoesNotAskWhetherTheUnitWasFree() {
        // Given
        Candidate busy = unit("a", "water");
        Candidate lost = new Candidate(
                "b", "b", "boat", Set.of("water"), 10, 60, true, false, Candidate.Duty.OFF_DUTY, Optional.empty());

        // When
        Optional<Choice> estimate =
                Comparison.estimate(busy, new Target(Places.RIVER_BANK, 50), Media.unknown(), Places.NOW);

        // Then
        assertThat(estimate).map(Choice::etaS).contains(0.0);
        assertThat(Comparison.estimate(lost, new Target(Places.RIVER_BANK, 50), Media.unknown(), Places.NOW))
                .isEmpty();
    }

    @Test
    void aChangedFleetLeavesOutFreesAndAdds() {
        // Given
        Candidate a = unit("a", "water");
        Candidate b = unit("b", "water");
        Candidate c = unit("c", "water");

        // When
        List<Candidate> fleet = new FleetChanges(Set.of("a"), Set.of("b"), List.of(c)).applyTo(List.of(a, b));

        // Then
        assertThat(fleet).containsExactly(b.uncommitted(), c);
        assertThat(fleet.getFirst().isFree()).as("it is still out of service").isFalse();
    }

    @Test
    void whatIsLateOrDoesNotComeIsMarked() {
        assertThat(List.of(Mark.of("order.escalated"), Mark.of("order.timed_out"), Mark.of("order.sent")))
                .containsExactly(Mark.ESCALATION, Mark.SHORTFALL, Mark.NONE);
    }
}
