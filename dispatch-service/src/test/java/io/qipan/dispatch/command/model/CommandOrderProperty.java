package io.qipan.dispatch.command.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.command.model.CommandState.Complete;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.command.model.CommandState.Withdrawn;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class CommandOrderProperty {
    private static final Instant ISSUED_AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant NOW = ISSUED_AT.plusSeconds(60);
    private static final Instant LATER = ISSUED_AT.plusSeconds(120);
    private static final Duration REMIND_EVERY = Duration.ofMinutes(10);

    /** What answers bring, and what people do. */
    enum Act {
        SOME_STILL_HAVE_TIME(o -> settled(o, new Outstanding(Optional.of(LATER), 1))),
        THE_REST_IS_ESCALATED(o -> settled(o, new Outstanding(Optional.empty(), 2))),
        ALL_HAVE_ANSWERED(o -> settled(o, new Outstanding(Optional.empty(), 0))),
        WITHDRAW(o -> o.withdraw("the bridge is open again", "wang", NOW)),
        TAKE_OVER(o -> o.takeOver("li"));

        private final Function<CommandOrder, Decision<CommandOrder>> on;

        Act(Function<CommandOrder, Decision<CommandOrder>> on) {
            this.on = on;
        }
    }

    private static Decision<CommandOrder> settled(CommandOrder order, Outstanding outstanding) {
        return Decision.grant(order.settle(outstanding, NOW, REMIND_EVERY));
    }

    private static CommandOrder issued() {
        return new CommandOrder(
                new Brief(
                        new CommandOrderId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                        CommandKind.INFORM,
                        "Close the bridge",
                        false,
                        Duration.ofMinutes(2),
                        Optional.empty()),
                1,
                "The road bridge is closed from now on.",
                "",
                "wang",
                "wang",
                ISSUED_AT,
                3,
                new Open(LATER));
    }

    @Property
    void whatever_happens_it_is_looked_at_again_as_long_as_somebody_owes_an_answer(
            @ForAll @Size(max = 14) List<Act> acts) {
        // Given
        CommandOrder order = issued();
        boolean owed = true;

        // When
        for (Act act : acts) {
            CommandOrder before = order;
            switch (act.on.apply(before)) {
                case Granted<CommandOrder>(CommandOrder next) -> {
                    assertThat(before.state() instanceof Withdrawn && !next.equals(before))
                            .as("a way back from withdrawn by " + act)
                            .isFalse();
                    assertThat(before.state() instanceof Complete && next.state() instanceof Open)
                            .as("open again by " + act)
                            .isFalse();
                    assertThat(next.version()).isBetween(before.version(), before.version() + 1);
                    order = next;
                    owed = switch (act) {
                        case SOME_STILL_HAVE_TIME, THE_REST_IS_ESCALATED -> !(next.state() instanceof Withdrawn);
                        case ALL_HAVE_ANSWERED, WITHDRAW -> false;
                        case TAKE_OVER -> owed;
                    };
                }
                case Refused<CommandOrder>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
        }

        // Then
        assertThat(order.state().nextLookAt().isPresent()).isEqualTo(owed);
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(issued()), TransitionTable.acts(Act.values(), act -> act.on), CommandOrderProperty::word);

        // Then
        TransitionTable.assertPublished("command-order", rows);
    }

    /** With whether somebody who was escalated owes an answer. */
    private static String word(CommandOrder order) {
        return switch (order.state()) {
            case Complete(Instant _, Optional<Instant> remindAt)
            when remindAt.isPresent() -> "complete with some escalated";
            case Open _, Complete _, Withdrawn _ -> order.state().word();
        };
    }
}
