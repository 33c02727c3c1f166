package io.qipan.dispatch.order.model;

import static io.qipan.dispatch.order.model.Sample.LATER;
import static io.qipan.dispatch.order.model.Sample.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table above {@code OrderService} in the contract, step by step. */
class OrderStepsTest {
    private static final Map<String, Set<String>> CONTRACT = table("""
            requested -> sent | refused | cancelled | timed_out
            sent -> delivered | accepted | on_the_way | on_scene | cleared | refused | cancelled | timed_out
            delivered -> accepted | on_the_way | on_scene | cleared | refused | cancelled | timed_out
            accepted -> on_the_way | on_scene | cleared | cancelled
            on_the_way -> on_scene | cleared | cancelled
            on_scene -> cleared
            cleared ->
            refused ->
            cancelled ->
            timed_out ->
            """);

    private static boolean mayFollow(String from, String to) {
        return CONTRACT.getOrDefault(from, Set.of()).contains(to);
    }

    private static Map<String, Set<String>> table(String text) {
        return text.lines()
                .map(line -> line.split("->", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0].strip(),
                        parts -> Stream.of(parts[1].split("\\|"))
                                .map(String::strip)
                                .filter(word -> !word.isEmpty())
                                .collect(Collectors.toSet())));
    }

    private static Stream<Order> orders() {
        return Stream.concat(
                Arrays.stream(Step.values()).map(Sample::at),
                Arrays.stream(End.values()).map(Sample::over));
    }

    static Stream<Arguments> everyStepFromEverywhere() {
        return orders().flatMap(order -> Arrays.stream(Step.values()).map(step -> Arguments.of(order, step)));
    }

    static Stream<Arguments> everyEndFromEverywhere() {
        return orders().flatMap(order -> Arrays.stream(End.values()).map(end -> Arguments.of(order, end)));
    }

    private static void assertFollowsTable(Order order, String to, Decision<Order> decision) {
        if (mayFollow(order.state().word(), to)) {
            Order next = decision.orRefuse();
            assertThat(next.state().word()).isEqualTo(to);
            assertThat(next.version()).isEqualTo(order.version() + 1);
            assertThat(next.milestones()).startsWith(order.milestones().toArray(Milestone[]::new));
            assertThat(next.milestones().getLast().kind()).isEqualTo(to);
        } else {
            assertThat(decision).isInstanceOf(Refused.class);
            Refusal refusal = ((Refused<Order>) decision).refusal();
            assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            assertThat(refusal.metadata())
                    .containsEntry("resource", order.id().name())
                    .containsEntry("state", order.state().word())
                    .containsEntry("action", "become " + to);
        }
    }

    @ParameterizedTest
    @MethodSource("everyStepFromEverywhere")
    void a_step_is_granted_exactly_if_the_contract_has_it(Order order, Step step) {
        // When
        Decision<Order> decision = order.reach(step, report(10), LATER);

        // Then
        assertFollowsTable(order, step.word(), decision);
    }

    @ParameterizedTest
    @MethodSource("everyEndFromEverywhere")
    void an_end_is_granted_exactly_if_the_contract_has_it(Order order, End end) {
        // When
        Decision<Order> decision = order.end(end, "because", report(10));

        // Then
        assertFollowsTable(order, end.word(), decision);
    }

    @ParameterizedTest
    @EnumSource
    void a_diverted_order_is_cancelled_or_cleared_if_its_unit_was_there_already(Step step) {
        // Given
        Order order = Sample.at(step);

        // When
        Order diverted = order.divert(report(10)).orRefuse();

        // Then
        End expected = step == Step.ON_SCENE ? End.CLEARED : End.CANCELLED;
        assertThat(diverted.state()).isEqualTo(new OrderState.Over(expected, "diverted"));
    }

    @ParameterizedTest
    @EnumSource
    void an_order_is_escalated_only_until_somebody_answers(Step step) {
        // Given
        Order order = Sample.at(step);

        // When
        Decision<Order> decision = order.escalate(Ladder.Action.ALERT_OWNER, LATER, LATER.plusSeconds(30));

        // Then
        boolean waiting = step == Step.SENT || step == Step.DELIVERED;
        assertThat(decision instanceof Granted<Order>).isEqualTo(waiting);
        assertThat(step.isAcknowledged()).isEqualTo(step.compareTo(Step.ACCEPTED) >= 0);
    }

    /** Something that is asked of an order; {@code occurredAfter} in seconds, not always growing. */
    record Ask(String what, int occurredAfter) {
        /** Of the system; those who decide need not know of it. */
        boolean isBookkeeping() {
            return what.equals("escalate") || what.equals("overdue");
        }

        Decision<Order> of(Order order) {
            Report report = report(occurredAfter);
            return switch (what) {
                case "escalate" -> order.escalate(Ladder.Action.ALERT_UNIT_AGAIN, report.recordedAt(), LATER);
                case "overdue" -> order.overdue(LATER);
                case "divert" -> order.divert(report);
                case "transport" -> order.record("transport", report);
                default ->
                    Arrays.stream(End.values())
                            .filter(end -> end.word().equals(what))
                            .findFirst()
                            .map(end -> order.end(end, "because", report))
                            .orElseGet(() -> order.reach(Step.valueOf(what.toUpperCase(Locale.ROOT)), report, LATER));
            };
        }
    }

    @Provide
    Arbitrary<List<Ask>> asks() {
        List<String> what = Stream.concat(
                        CONTRACT.keySet().stream(), Stream.of("escalate", "overdue", "divert", "transport"))
                .sorted()
                .toList();
        return Combinators.combine(Arbitraries.of(what), Arbitraries.integers().between(-100, 10_000))
                .as(Ask::new)
                .list()
                .ofMaxSize(30);
    }

    @Property
    void no_sequence_of_reports_reaches_a_forbidden_state_or_loses_what_was_reported(@ForAll("asks") List<Ask> asks) {
        // Given
        Order order = Sample.requested();

        // When
        for (Ask ask : asks) {
            if (ask.of(order) instanceof Granted<Order>(Order next)) {
                // Then
                String from = order.state().word();
                String to = next.state().word();
                assertThat(from.equals(to) || mayFollow(from, to))
                        .as("%s -> %s", from, to)
                        .isTrue();
                assertThat(next.version()).isEqualTo(order.version() + (ask.isBookkeeping() ? 0 : 1));
                assertThat(next.milestones()).startsWith(order.milestones().toArray(Milestone[]::new));
                assertThat(next.escalations().subList(0, order.escalations().size()))
                        .isEqualTo(order.escalations());
                assertNewMilestonesAreMarked(order, next, ask);
                order = next;
            }
        }
        assertThat(order.isOver()).isEqualTo(!(order.state() instanceof Open));
    }

    private static void assertNewMilestonesAreMarked(Order order, Order next, Ask ask) {
        next.milestones().stream().skip(order.milestones().size()).forEach(added -> {
            assertThat(added.occurredAt()).isEqualTo(report(ask.occurredAfter()).occurredAt());
            assertThat(added.late()).isEqualTo(order.isOver());
            assertThat(added.outOfOrder())
                    .isEqualTo(order.milestones().stream()
                            .anyMatch(earlier -> added.occurredAt().isBefore(earlier.occurredAt())));
        });
    }
}
