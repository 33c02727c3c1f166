package io.qipan.dispatch.call.model;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class CallProperty {
    private static final IncidentId INCIDENT = new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001"));
    private static final Instant LATER = NOW.plusSeconds(120);

    /** Everything that can be asked of a call. */
    enum Act {
        LOCATE(call -> call.locate(Places.point())),
        END(call -> call.end(CallOutcome.CALLER_ADVISED, "knows now")),
        END_WITHOUT_RATIONALE(call -> call.end(CallOutcome.HOAX, "")),
        HAND_OVER(call -> call.handOver(INCIDENT, CallOutcome.INCIDENT_OPENED)),
        ATTACH(call -> call.handOver(INCIDENT, CallOutcome.ATTACHED_TO_INCIDENT)),
        DETACH(call -> call.detach(LATER)),
        TAKE_BACK(call -> call.takeBack(LATER)),
        TRANSFER(call -> call.transferred("transfers/1 was accepted")),
        REMIND(call -> call.overdue(LATER));

        private final Function<Call, Decision<Call>> on;

        Act(Function<Call, Decision<Call>> on) {
            this.on = on;
        }
    }

    private static Call open() {
        return Call.received(new Call(
                        new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                        "C2026-000001",
                        1,
                        new Open(NOW),
                        Channel.VOICE,
                        NOW,
                        NOW,
                        true,
                        "13900000000",
                        "somebody is in the river",
                        List.of(Places.words("by the bridge")),
                        "tester",
                        Optional.empty(),
                        false,
                        NOW,
                        Optional.empty()))
                .orRefuse();
    }

    private static boolean isEnded(Call call, CallOutcome outcome) {
        return call.state() instanceof Ended ended && ended.outcome() == outcome;
    }

    @Property
    void only_a_call_that_was_attached_or_transferred_finds_a_way_back_and_nothing_told_is_lost(
            @ForAll @Size(max = 20) List<Act> acts) {
        // Given
        Call call = open();

        // When
        for (Act act : acts) {
            switch (act.on.apply(call)) {
                case Granted<Call>(Call next) -> {
                    assertThat(
                                    switch (act) {
                                        case DETACH -> isEnded(call, CallOutcome.ATTACHED_TO_INCIDENT);
                                        case TAKE_BACK -> isEnded(call, CallOutcome.TRANSFERRED);
                                        case LOCATE, END, END_WITHOUT_RATIONALE, HAND_OVER, ATTACH, TRANSFER, REMIND ->
                                            call.state() instanceof Open;
                                    })
                            .as(act + " of " + call.state())
                            .isTrue();
                    assertThat(next.version()).isEqualTo(call.version() + (act == Act.REMIND ? 0 : 1));
                    assertThat(next.locations()).startsWith(call.locations().toArray(Location[]::new));
                    assertThat(next.owner()).isEqualTo(call.owner());
                    call = next;
                }
                case Refused<Call>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.RATIONALE_REQUIRED);
            }
        }

        // Then
        switch (call.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfterOrEqualTo(NOW);
            case Ended ended ->
                assertThat(ended.incident().isPresent() || !ended.rationale().isBlank())
                        .as("an end has an incident or a reason")
                        .isTrue();
        }
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(open()), TransitionTable.acts(Act.values(), act -> act.on), CallProperty::word);

        // Then
        TransitionTable.assertPublished("call", rows);
    }

    private static String word(Call call) {
        return switch (call.state()) {
            case Open _ -> call.state().word();
            case Ended ended ->
                call.state().word() + " " + ended.outcome().name().toLowerCase(Locale.ROOT);
        };
    }
}
