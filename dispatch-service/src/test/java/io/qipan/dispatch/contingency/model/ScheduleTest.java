package io.qipan.dispatch.contingency.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.response.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final ContingencyActivationId ACTIVATION =
            new ContingencyActivationId(UUID.fromString("01939b4e-0000-7000-8000-000000000003"));

    private static PlanStep step(String code, int minutes, String after, int fromLevel) {
        return new PlanStep(
                code,
                "respond",
                code,
                "lead",
                Duration.ofMinutes(minutes),
                Optional.of(after).filter(name -> !name.isEmpty()),
                false,
                fromLevel);
    }

    private static PlanRevision plan(PlanStep... steps) {
        return new PlanRevision(
                "flood",
                1,
                new Condition(Set.of(), Set.of(), Set.of(), Optional.empty(), Set.of()),
                0,
                false,
                List.of(new PlanRole("lead", List.of("desk:command"))),
                List.of(steps),
                List.of());
    }

    private static List<ContingencyTask> tasks(PlanRevision plan, int above, int level, List<ContingencyTask> present) {
        return Schedule.tasks(
                plan,
                plan.stepsBetween(above, level),
                ACTIVATION,
                level,
                present,
                NOW,
                () -> new ContingencyTaskId(UUID.randomUUID()));
    }

    private static List<Long> minutes(List<ContingencyTask> tasks) {
        return tasks.stream()
                .map(task -> Duration.between(NOW, task.dueAt()).toMinutes())
                .toList();
    }

    @Test
    void a_clock_runs_from_the_activation_or_from_when_the_step_before_it_is_due_until_that_is_settled() {
        // Given
        PlanRevision plan = plan(step("alert", 5, "", 1), step("gather", 20, "alert", 1), step("go", 10, "gather", 1));
        List<ContingencyTask> tasks = tasks(plan, 0, 1, List.of());
        ContingencyTask alerted = tasks.getFirst()
                .take("li")
                .then(taken -> taken.complete("li", "done", NOW.plusSeconds(120)))
                .orRefuse();

        // When
        List<ContingencyTask> moved = Schedule.after(alerted, tasks, NOW.plusSeconds(120));

        // Then
        assertThat(minutes(tasks)).containsExactly(5L, 25L, 35L);
        assertThat(minutes(moved)).containsExactly(22L, 32L);
        assertThat(moved).allSatisfy(task -> assertThat(task.nextDeadlineAt()).contains(task.dueAt()));
    }

    @Test
    void a_higher_level_adds_only_what_is_missing_and_knows_what_is_done() {
        // Given
        PlanRevision plan = plan(step("alert", 5, "", 1), step("boats", 20, "alert", 2), step("dam", 10, "", 3));
        ContingencyTask alerted = tasks(plan, 0, 1, List.of())
                .getFirst()
                .take("li")
                .then(taken -> taken.complete("li", "done", NOW.minusSeconds(600)))
                .orRefuse();

        // When
        List<ContingencyTask> added = tasks(plan, 1, 3, List.of(alerted));

        // Then
        assertThat(added).extracting(task -> task.work().step().code()).containsExactly("boats", "dam");
        assertThat(minutes(added)).as("not from the past").containsExactly(20L, 10L);
        assertThat(added.getFirst().work().after()).contains(alerted.id());
    }

    @Test
    void a_plan_that_cannot_be_carried_out_says_why() {
        // Given
        List<PlanRevision> plans = List.of(
                plan(step("alert", 5, "", 1), step("alert", 5, "", 1)),
                plan(step("go", 5, "alert", 1), step("alert", 5, "", 1)),
                plan(step("alert", 5, "", 2), step("go", 5, "alert", 1)),
                plan(step("alert", 5, "", 2)));

        // When
        List<String> problems = new ArrayList<>();
        plans.forEach(plan -> problems.add(plan.problem().orElse("")));

        // Then
        assertThat(problems)
                .containsExactly(
                        "there are two steps alert",
                        "step go is after alert, which is no step before it",
                        "step go belongs to level 1 and is after alert, which belongs to level 2 only",
                        "no step belongs to level 1");
        assertThat(plan(step("alert", 5, "", 1), step("go", 5, "alert", 2)).problem())
                .isEmpty();
    }
}
