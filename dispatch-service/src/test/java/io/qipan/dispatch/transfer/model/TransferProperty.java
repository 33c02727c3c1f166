package io.qipan.dispatch.transfer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer.Acceptance;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.dispatch.transfer.model.TransferState.Completed;
import io.qipan.dispatch.transfer.model.TransferState.Kept;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.TransferState.Open;
import io.qipan.dispatch.transfer.model.TransferState.Over;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
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

class TransferProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    /** Everything that can be asked of a transfer. */
    enum Act {
        DELIVER(t -> Decision.grant(t.delivered(NOW, "W-1"))),
        ACCEPT(t -> t.accept(new Acceptance(NOW, "agent 17", "", "W-1", Optional.empty()))),
        GIVE_BACK(t -> t.giveBack("not ours", NOW)),
        COMPLETE(t -> t.complete("seen to", NOW)),
        KEEP(t -> t.keep("nobody decided", NOW)),
        AGREE(t -> t.agree(NOW, "agent 17", "li")),
        DISAGREE(t -> t.disagree("ours", NOW)),
        TAKE_BACK_TOO_EARLY(
                t -> t.takeBack("they are slow", t.clock().answerBy().minusSeconds(1))),
        TAKE_BACK(t -> t.takeBack("they have vanished", t.clock().answerBy())),
        REMIND(t -> Decision.grant(t.overdue(NOW.plusSeconds(60))));

        private final Function<Transfer, Decision<Transfer>> on;

        Act(Function<Transfer, Decision<Transfer>> on) {
            this.on = on;
        }
    }

    private static Transfer offered(Mode mode) {
        Transfer.Clock clock = Transfer.Clock.from(
                NOW, new ScopeList.Limits(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofHours(24)));
        return new Transfer(
                new TransferId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                1,
                new Offered(clock.deliverBy()),
                new CallId(UUID.fromString("01939b4e-0000-7000-8000-000000000002")),
                "agencies/12345",
                "water_supply",
                1,
                new Way(mode, false, Consent.GIVEN),
                "",
                false,
                "wang",
                clock,
                Transfer.Theirs.NOTHING,
                false);
    }

    @Property
    void whatever_is_asked_it_is_open_with_a_deadline_or_over_with_a_reason_and_never_both_theirs_and_ours(
            @ForAll Mode mode, @ForAll @Size(max = 12) List<Act> acts) {
        // Given
        Transfer transfer = offered(mode);
        boolean wasAccepted = false;
        boolean takenBack = false;

        // When
        for (Act act : acts) {
            switch (act.on.apply(transfer)) {
                case Granted<Transfer>(Transfer next) -> {
                    assertThat(transfer.isOver() && !next.equals(transfer))
                            .as("a way back from over by " + act)
                            .isFalse();
                    assertThat(act).as("granted").isNotEqualTo(Act.TAKE_BACK_TOO_EARLY);
                    takenBack |= act == Act.TAKE_BACK;
                    transfer = next;
                }
                case Decision.Refused<Transfer>(var refusal) ->
                    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            }
            wasAccepted |= transfer.state() instanceof Accepted;
        }

        // Then
        switch (transfer.state()) {
            case Open open -> assertThat(open.nextDeadlineAt()).isAfter(NOW);
            case Over over -> assertThat(over.reason()).isNotBlank();
        }
        assertThat(transfer.state() instanceof Completed)
                .as("completed")
                .isEqualTo(wasAccepted && transfer.isOver() && !takenBack);
        assertThat(transfer.state() instanceof Kept && wasAccepted)
                .as("taken back")
                .isEqualTo(takenBack);
    }

    @Example
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(offered(Mode.PUSHED), offered(Mode.THREE_PARTY)),
                TransitionTable.acts(Act.values(), act -> act.on),
                transfer -> transfer.state().word() + (transfer.way().mode() == Mode.THREE_PARTY ? " of three" : ""));

        // Then
        TransitionTable.assertPublished("transfer", rows);
    }
}
