package io.qipan.dispatch.response.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.response.model.Condition.Hours;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanRevisionTest {
    private static final Condition ALWAYS = new Condition(Set.of(), Set.of(), Set.of(), Optional.empty(), Set.of());

    private static ResponsePlan plan(String code, Condition condition) {
        return new ResponsePlan(code, code, code, condition, List.of(List.of(new Need("road", 1))), 0, false);
    }

    private static PlanRevision of(ResponsePlan... plans) {
        return new PlanRevision(1, Instant.EPOCH, "li", "first", Optional.empty(), List.of(plans));
    }

    private static Situation fireAt(int hour, Optional<String> zone, Optional<String> dutyLevel) {
        return new Situation("structure_fire", Priority.P1, LocalTime.of(hour, 30), zone, dutyLevel);
    }

    private static Optional<String> chosen(PlanRevision revision, Situation situation) {
        return revision.choose(situation).map(choice -> choice.plan().code());
    }

    @Test
    void theMostParticularPlanThatHoldsIsChosenAndSaysWhy() {
        // Given
        PlanRevision revision = of(
                plan("any", ALWAYS),
                plan(
                        "fire",
                        new Condition(
                                Set.of("structure_fire"), Set.of(Priority.P1), Set.of(), Optional.empty(), Set.of())),
                plan(
                        "fire-first-level",
                        new Condition(
                                Set.of("structure_fire"),
                                Set.of(Priority.P1),
                                Set.of("gridFeatures/zone-7"),
                                Optional.empty(),
                                Set.of("one"))));

        // When
        Optional<PlanRevision.Choice> choice =
                revision.choose(fireAt(3, Optional.of("gridFeatures/zone-7"), Optional.of("one")));

        // Then
        assertThat(choice.orElseThrow().plan().code()).isEqualTo("fire-first-level");
        assertThat(choice.get().because())
                .containsExactly("type structure_fire", "priority P1", "in gridFeatures/zone-7", "duty level one");
        assertThat(chosen(revision, fireAt(3, Optional.of("gridFeatures/zone-8"), Optional.of("one"))))
                .contains("fire");
        assertThat(chosen(revision, fireAt(3, Optional.empty(), Optional.empty())))
                .as("what nobody can judge does not hold")
                .contains("fire");
    }

    @Test
    void hoursMayGoAcrossMidnight() {
        // Given
        PlanRevision night =
                of(plan("night", new Condition(Set.of(), Set.of(), Set.of(), Optional.of(new Hours(22, 6)), Set.of())));

        // When
        List<Boolean> held = List.of(21, 22, 23, 0, 5, 6, 12).stream()
                .map(hour -> chosen(night, fireAt(hour, Optional.empty(), Optional.empty()))
                        .isPresent())
                .toList();

        // Then
        assertThat(held).containsExactly(false, true, true, true, true, false, false);
    }

    @Test
    void plansThatContradictThemselvesAreFound() {
        // Given
        ResponsePlan shrinking = new ResponsePlan(
                "fire", "", "", ALWAYS, List.of(List.of(new Need("fire", 2)), List.of(new Need("fire", 1))), 0, false);
        ResponsePlan twice = new ResponsePlan(
                "fire", "", "", ALWAYS, List.of(List.of(new Need("fire", 2), new Need("fire", 1))), 0, false);

        // When
        List<Optional<String>> problems = List.of(
                of(shrinking).problem(),
                of(twice).problem(),
                of(plan("a", ALWAYS), plan("a", ALWAYS)).problem());

        // Then
        assertThat(problems).allMatch(Optional::isPresent);
        assertThat(of(plan("a", ALWAYS), plan("b", ALWAYS)).problem()).isEmpty();
    }
}
