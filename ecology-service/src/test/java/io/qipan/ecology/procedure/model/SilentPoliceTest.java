package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.APPROVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.DO_NOT_FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.HAND_OVER;
import static io.qipan.ecology.procedure.model.ProcedureScenario.PROPOSE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.RECEIVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.START;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The police do not answer, and the procedure goes on. */
class SilentPoliceTest {
    private static final Move ASK = plain(MoveKind.REQUEST_SUPERVISION);
    private static final Move DEMAND = plain(MoveKind.DEMAND_REASONS);
    private static final Duration OVER = Duration.ofDays(15);

    private final ProcedureScenario scenario = new ProcedureScenario();

    private String state() {
        return scenario.procedure.criminal().code();
    }

    @Test
    void theReceiptHasAClockThatTheReceiptStops() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER);

        // When
        var due = scenario.due(ClockKind.RECEIVE_TRANSFER);

        // Then
        assertThat(due).isEqualTo(START.plus(Duration.ofHours(24)));
        scenario.after(RECEIVE);
        assertThat(scenario.open()).doesNotContain(ClockKind.RECEIVE_TRANSFER).contains(ClockKind.DECIDE_FILING);
    }

    @Test
    void forwardedPapersAreSignedForAnew() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, new ReceiveTransfer(false)).later(Duration.ofHours(5));

        // When
        scenario.after(new ForwardTransfer("agencies/police-baotou"));

        // Then
        assertThat(scenario.due(ClockKind.RECEIVE_TRANSFER)).isEqualTo(START.plus(Duration.ofHours(29)));
    }

    @Test
    void nobodyIsAskedBeforeTheirTimeIsOver() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER).later(Duration.ofHours(24));

        // When
        Refusal refusal = scenario.refusal(ASK);

        // Then
        assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.message()).contains("2026-11-17T02:00:00Z", "Art 7");
        assertThat(scenario.refusal(DEMAND).reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void whoeverDoesNotSignIsSupervisedAndOrderedToFile() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER).later(OVER);

        // When
        scenario.after(ASK);

        // Then
        assertThat(state()).isEqualTo("SUPERVISED");
        assertThat(scenario.open()).contains(ClockKind.RECEIVE_TRANSFER);
        assertThat(scenario.refusal(new DecideSupervision(false)).message()).contains("Demand the reasons");
        scenario.after(DEMAND);
        assertThat(scenario.open()).contains(ClockKind.GIVE_REASONS).doesNotContain(ClockKind.RECEIVE_TRANSFER);
        assertThat(scenario.refusal(new DecideSupervision(true)).message()).contains("heard the police");
        scenario.later(OVER).after(new DecideSupervision(true));
        assertThat(state()).isEqualTo("FILING_ORDERED");
        assertThat(scenario.open()).contains(ClockKind.FILE_AS_ORDERED).doesNotContain(ClockKind.GIVE_REASONS);
        scenario.after(FILE);
        assertThat(state()).isEqualTo("FILED");
    }

    @Test
    void whatTheyDoAfterAllTakesItsUsualCourse() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER).later(OVER).after(ASK);

        // When
        scenario.after(RECEIVE);

        // Then
        assertThat(state()).isEqualTo("RECEIVED");
        assertThat(scenario.procedure
                        .latest(ClockKind.RECEIVE_TRANSFER)
                        .orElseThrow()
                        .isLate())
                .isTrue();
        scenario.later(OVER).after(ASK, DO_NOT_FILE);
        assertThat(state()).isEqualTo("NOT_FILED");
        assertThat(scenario.open()).contains(ClockKind.REQUEST_RECONSIDERATION, ClockKind.REQUEST_SUPERVISION);
    }

    @Test
    void whoeverDoesNotForwardOrDecideAgainIsSupervisedToo() {
        // Given
        ProcedureScenario forward = new ProcedureScenario()
                .after(PROPOSE, APPROVE, HAND_OVER, new ReceiveTransfer(false))
                .later(OVER);
        ProcedureScenario again = new ProcedureScenario()
                .after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE)
                .after(plain(MoveKind.REQUEST_RECONSIDERATION))
                .later(OVER);

        // When
        List.of(forward, again).forEach(scenario -> scenario.after(ASK));

        // Then
        forward.after(new ForwardTransfer("agencies/police-baotou"));
        assertThat(forward.procedure.criminal().code()).isEqualTo("HANDED_OVER");
        again.after(new DecideReconsideration(false));
        assertThat(again.procedure.criminal().code()).isEqualTo("UPHELD");
    }

    @Test
    void policeWhoFileBeforeTheirReasonsAreDueHaveFiled() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE).later(OVER).after(DEMAND);
        assertThat(scenario.refusal(DO_NOT_FILE).message()).contains("tell it");

        // When
        scenario.after(FILE);

        // Then
        assertThat(state()).isEqualTo("FILED");
        assertThat(scenario.open()).doesNotContain(ClockKind.GIVE_REASONS, ClockKind.DECIDE_FILING);
    }

    @Test
    void aCaseThatWasHandedOverWithoutAClockGetsIt() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER);
        Procedure handedOver = scenario.procedure;
        Procedure old = new Procedure(
                handedOver.administrative(),
                handedOver.criminal(),
                handedOver.police(),
                handedOver.basis(),
                handedOver.unestablished(),
                handedOver.clocks().stream()
                        .filter(clock -> clock.kind() != ClockKind.RECEIVE_TRANSFER)
                        .toList(),
                handedOver.steps());

        // When
        Procedure owing = old.owingReceipt(ProcedureScenario.BOOK);

        // Then
        assertThat(owing.open(ClockKind.RECEIVE_TRANSFER).orElseThrow().due().at())
                .isEqualTo(START.plus(Duration.ofHours(24)));
        scenario.procedure = old;
        scenario.later(OVER).after(ASK);
        assertThat(state()).isEqualTo("SUPERVISED");
    }
}
