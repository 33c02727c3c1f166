package io.qipan.dispatch.contingency.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.contingency.model.ContingencyTask.Work;
import io.qipan.dispatch.contingency.model.TaskState.Done;
import io.qipan.dispatch.contingency.model.TaskState.Open;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.contingency.model.TaskState.Skip;
import io.qipan.dispatch.contingency.model.TaskState.SkipProposed;
import io.qipan.dispatch.contingency.model.TaskState.Skipped;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class ContingencyTaskProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "contingency-task.csv");
    private static final String HEADER = "from,act,to";
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");

    /** Everything that can be asked of a task, by two people, by the clock and by the task before it. */
    enum Ask {
        TAKE_LI((t, now) -> t.take("li")),
        TAKE_ZHAO((t, now) -> t.take("zhao")),
        COMPLETE_LI((t, now) -> t.complete("li", "the road is closed", now)),
        COMPLETE_ZHAO((t, now) -> t.complete("zhao", "the road is closed", now)),
        SKIP_LI((t, now) -> t.skip(new Skip("li", "there is no road"), now, now.plusSeconds(600))),
        CONFIRM_LI((t, now) -> t.confirmSkip("li", now)),
        CONFIRM_ZHAO((t, now) -> t.confirmSkip("zhao", now)),
        REJECT((t, now) -> t.rejectSkip(now.plusSeconds(600))),
        REASSIGN_ZHAO((t, now) -> t.reassign("zhao", now.plusSeconds(600))),
        RAISE((t, now) -> t.raise(now.plusSeconds(600))),
        CLOCK((t, now) -> Decision.grant(t.from(now)));

        private final BiFunction<ContingencyTask, Instant, Decision<ContingencyTask>> on;

        Ask(BiFunction<ContingencyTask, Instant, Decision<ContingencyTask>> on) {
            this.on = on;
        }

        boolean isOfPeople() {
            return this != RAISE && this != CLOCK;
        }
    }

    private static ContingencyTask made(boolean mandatory) {
        PlanStep step = new PlanStep(
                "close-road",
                "respond",
                "Close the road",
                "traffic",
                Duration.ofMinutes(10),
                Optional.empty(),
                mandatory,
                1);
        Work work = new Work(
                new ContingencyActivationId(SOME), step, List.of("desk:traffic", "wang"), 1, Optional.empty(), NOW);
        return ContingencyTask.made(new ContingencyTaskId(SOME), work, NOW.plusSeconds(600));
    }

    @Property
    void whatever_is_asked_it_is_open_with_an_owner_and_a_deadline_or_settled_and_two_skip_what_is_mandatory(
            @ForAll boolean mandatory,
            @ForAll @Size(max = 14) List<Ask> asks,
            @ForAll @Size(14) List<@IntRange(max = 900) Integer> seconds) {
        // Given
        ContingencyTask task = made(mandatory);
        Instant now = NOW;

        // When
        for (int i = 0; i < asks.size(); i++) {
            now = now.plusSeconds(seconds.get(i));
            Ask ask = asks.get(i);
            switch (ask.on.apply(task, now)) {
                case Granted<ContingencyTask>(ContingencyTask next) -> {
                    if (task.isSettled()) {
                        assertThat(next).as("settled for good, " + ask).isEqualTo(task);
                    }
                    assertThat(next.version()).isEqualTo(task.version() + (ask.isOfPeople() ? 1 : 0));
                    assertThat(next.raised()).isGreaterThanOrEqualTo(task.raised());
                    task = next;
                }
                case Refused<ContingencyTask>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.SECOND_PERSON_REQUIRED, Reason.ACCESS_DENIED);
            }
        }

        // Then
        assertThat(task.owner()).isNotEmpty();
        assertThat(task.nextDeadlineAt().isEmpty()).isEqualTo(task.isSettled());
        switch (task.state()) {
            case Skipped(var _, String by, Skip skip)
            when mandatory -> assertThat(by).isNotEqualTo(skip.by());
            case Settled settled -> assertThat(settled.by()).isNotEmpty();
            default -> assertThat(task.isLate()).isFalse();
        }
    }

    @Example
    void what_is_overdue_goes_from_post_to_post_and_then_to_the_commander_for_good() {
        // Given
        ContingencyTask task = made(true);

        // When
        ContingencyTask once = task.raise(NOW.plusSeconds(1_200)).orRefuse();
        ContingencyTask twice = once.raise(NOW.plusSeconds(1_800)).orRefuse();
        ContingencyTask thrice = twice.raise(NOW.plusSeconds(2_400)).orRefuse();

        // Then
        assertThat(List.of(task, once, twice, thrice))
                .extracting(ContingencyTask::owner)
                .containsExactly("desk:traffic", "wang", "desk:command", "desk:command");
        assertThat(once.take("li")).as("it is wang's now").isInstanceOf(Refused.class);
        assertThat(twice.take("li").orRefuse().owner()).isEqualTo("li");
    }

    @Property
    void what_is_not_to_be_skipped_is_again_with_whom_it_was_and_done_by_whom_it_was(
            @ForAll @Size(max = 14) List<Ask> asks) {
        // Given
        ContingencyTask task = made(true);
        for (Ask ask : asks) {
            task = ask.on.apply(task, NOW) instanceof Granted<ContingencyTask>(ContingencyTask next) ? next : task;
        }
        ContingencyTask before = task;

        // When
        Decision<ContingencyTask> again = before.skip(new Skip("li", "no road"), NOW, NOW.plusSeconds(600))
                .then(proposed -> proposed.raise(NOW.plusSeconds(1_200)))
                .then(overdue -> overdue.rejectSkip(NOW.plusSeconds(1_800)));

        // Then
        if (again instanceof Granted<ContingencyTask>(ContingencyTask kept)) {
            assertThat(kept.owner()).isEqualTo(before.owner());
            assertThat(taker(kept)).isEqualTo(taker(before));
            assertThat(kept.state().word()).isEqualTo(before.state().word());
        } else {
            assertThat(before.isSettled() || before.state() instanceof SkipProposed)
                    .isTrue();
        }
    }

    @Example
    void a_clock_that_starts_leaves_what_was_raised_its_next_look_and_what_is_settled_as_it_is() {
        // Given
        ContingencyTask raised = made(true).raise(NOW.plusSeconds(2_000)).orRefuse();
        ContingencyTask done = made(true)
                .take("li")
                .then(taken -> taken.complete("li", "closed", NOW.plusSeconds(700)))
                .orRefuse();

        // When
        ContingencyTask anew = raised.from(NOW.plusSeconds(900));

        // Then
        assertThat(anew.dueAt()).isEqualTo(NOW.plusSeconds(1_500));
        assertThat(anew.nextDeadlineAt()).contains(NOW.plusSeconds(2_000));
        assertThat(made(true).from(NOW.plusSeconds(900)).nextDeadlineAt()).contains(NOW.plusSeconds(1_500));
        assertThat(done.from(NOW.plusSeconds(900))).isEqualTo(done);
        assertThat(done.isLate()).isTrue();
        assertThat(done.state()).isInstanceOf(Done.class);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<ContingencyTask> open = new ArrayDeque<>(List.of(made(true), made(false)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            ContingencyTask task = open.pop();
            if (!seen.add(word(task) + task.owner() + taker(task) + from(task))) {
                continue;
            }
            for (Ask ask : Ask.values()) {
                if (!task.isSettled()
                        && ask != Ask.CLOCK
                        && ask.on.apply(task, NOW) instanceof Granted<ContingencyTask>(ContingencyTask next)) {
                    rows.add(String.join(",", word(task), ask.name().toLowerCase(Locale.ROOT), word(next)));
                    open.push(next);
                }
            }
        }
        if (Boolean.getBoolean("transitions.update")) {
            Path ignored = Files.writeString(TABLE, HEADER + "\n" + String.join("\n", rows) + "\n");
        }

        // When
        List<String> published = Files.readAllLines(TABLE);

        // Then
        assertThat(published).first().isEqualTo(HEADER);
        assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
    }

    private static Optional<String> taker(ContingencyTask task) {
        return switch (task.state()) {
            case SkipProposed(var _, var _, Optional<String> taker, var _) -> taker;
            case Open open -> open.taker();
            case Settled _ -> Optional.empty();
        };
    }

    private static Optional<String> from(ContingencyTask task) {
        return task.state() instanceof SkipProposed proposed ? proposed.from() : Optional.empty();
    }

    /** Without how often. */
    private static String word(ContingencyTask task) {
        String mandatory = task.work().step().mandatory() ? "mandatory " : "";
        return mandatory + task.state().word() + (task.raised() > 0 && !task.isSettled() ? " raised" : "");
    }
}
