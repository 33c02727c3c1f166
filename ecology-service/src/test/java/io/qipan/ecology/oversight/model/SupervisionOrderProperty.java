package io.qipan.ecology.oversight.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.oversight.model.SupervisionOrder.State;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories of an order, with a deadline worker that looks whenever it likes. */
class SupervisionOrderProperty {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");

    @Property
    void whatWasLateStaysLateAndWhatIsOverStaysOver(@ForAll Random random) {
        // Given
        Instant now = START;
        SupervisionOrder order = SupervisionOrder.issued(
                new UUID(1, 1),
                new SupervisionOrder.Order("cases/1", "find it", "li", "chen", START),
                START.plus(Duration.ofDays(3)),
                "it drags on");
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(40)));
            if (random.nextBoolean()) {
                SupervisionOrder looked = order.ranOut(now);
                assertThat(looked.state() instanceof State.Overdue)
                        .isEqualTo(order.state() instanceof State.Overdue
                                || order.state() instanceof State.Issued
                                        && order.dueAt().isBefore(now));
                order = looked;
            }

            // When
            Decision<SupervisionOrder> decision = step(order, now, random);

            // Then
            if (decision instanceof Granted<SupervisionOrder>(SupervisionOrder next)) {
                assertThat(order.state()).isNotInstanceOfAny(State.Fulfilled.class, State.Withdrawn.class);
                assertThat(next.late() || !order.late())
                        .as("late is not healed")
                        .isTrue();
                assertThat(next.version()).isEqualTo(order.version() + 1);
                if (next.state() instanceof State.Fulfilled) {
                    assertThat(next.reason()).isNotIn("good of li", "good of " + next.reportedBy());
                    assertThat(order.state()).isInstanceOf(State.Reported.class);
                }
                order = next;
            }
            assertThat(order.nextDue().isPresent())
                    .isEqualTo(order.state() instanceof State.Issued || order.state() instanceof State.Reported);
        }
    }

    private static Decision<SupervisionOrder> step(SupervisionOrder order, Instant now, Random random) {
        Instant until = now.plus(Duration.ofHours(random.nextInt(100) - 20));
        String by = List.of("li", "zhao", "chen").get(random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0, 1 -> order.extended(until, by, "more time", now);
            case 2 -> order.reported("done", "zhao", now);
            case 3 -> order.returned(until, by, "not done", now);
            case 4 -> order.accepted(by, "good of " + by, now);
            default -> random.nextInt(5) == 0 ? order.withdrawn(by, "settled", now) : order.reported("done", "li", now);
        };
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Instant due = START.plus(Duration.ofDays(3));
        SupervisionOrder issued = SupervisionOrder.issued(
                new UUID(1, 1),
                new SupervisionOrder.Order("cases/1", "find it", "li", "chen", START),
                due,
                "it drags on");
        Map<String, Function<SupervisionOrder, Decision<SupervisionOrder>>> acts = Map.of(
                "extend", order -> order.extended(order.dueAt().plusSeconds(1), "chen", "more time", START),
                "extend_own", order -> order.extended(order.dueAt().plusSeconds(1), "li", "more time", START),
                "run_out", order -> Decision.grant(order.ranOut(due.plus(Duration.ofDays(30)))),
                "report", order -> order.reported("done", "li", START),
                "return", order -> order.returned(due, "chen", "not done", START),
                "accept", order -> order.accepted("chen", "good", START),
                "accept_own", order -> order.accepted("li", "good", START),
                "withdraw", order -> order.withdrawn("chen", "settled", START));
        TransitionTable.check("case-supervision-order", issued, acts, SupervisionOrderProperty::word);
    }

    private static String word(SupervisionOrder order) {
        return order.stateCode().toLowerCase(Locale.ROOT) + (order.late() ? " late" : "");
    }
}
