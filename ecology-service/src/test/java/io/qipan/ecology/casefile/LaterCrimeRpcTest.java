package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.lesser;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.CriminalTrack.Outcome;
import io.qipan.proto.ecology.v1.DropPenaltyRequest;
import io.qipan.proto.ecology.v1.EndCriminalCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crime that shows only after the police have sent the case back. */
class LaterCrimeRpcTest {
    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> StepScenario.handlers(unitOfWork, cases, deadlines, journal, clock))
            .withClock(clock);

    private CaseServiceBlockingStub officer() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private TransferServiceBlockingStub transfer() {
        return TransferServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private Case withPolice(Case file) {
        return StepScenario.received(rpc.channelOf("wang", Role.COMMANDER), file);
    }

    private Case notFiled() {
        Case file = officer().openCase(lesser().build()).getCase();
        return transfer()
                .decideFiling(StepScenario.decideFiling(withPolice(file), false))
                .getCase();
    }

    private Case withdrawn() {
        Case file = officer().openCase(lesser().build()).getCase();
        Case filed = transfer()
                .decideFiling(StepScenario.decideFiling(withPolice(file), true))
                .getCase();
        return ended(filed, Outcome.WITHDRAWN);
    }

    private Case ended(Case filed, Outcome outcome) {
        return SupervisionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .endCriminalCase(step(filed, EndCriminalCaseRequest.newBuilder().setOutcome(outcome))
                        .build())
                .getCase();
    }

    private Case dropped(Case file) {
        return ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .dropPenalty(step(file, DropPenaltyRequest.newBuilder()).build())
                .getCase();
    }

    private Case laterACrime() {
        clock.advance(Duration.ofHours(1));
        return officer().openCase(electricFishing().build()).getCase();
    }

    @Test
    void isNeitherDroppedNorClosedBeforeItsTransferIsDecidedAgain() {
        // Given
        Case declined = notFiled();

        // When
        Case crime = laterACrime();

        // Then
        assertThat(crime.getName()).isEqualTo(declined.getName());
        assertThat(Refusals.reasonOf(Refusals.refused(() -> dropped(crime)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.metadataOf(Refusals.refused(() -> officer().closeCase(close(crime)))))
                .containsEntry("article", "国务院令310号 Art 5, 11; 行政处罚法 Art 27")
                .containsEntry("state", "NOT_FILED");
    }

    @Test
    void isTransferredOnceMoreAndMayComeBackOnceMore() {
        // Given
        Case declined = notFiled();
        Case crime = laterACrime();

        // When
        Case again = transfer()
                .decideFiling(StepScenario.decideFiling(withPolice(crime), false))
                .getCase();

        // Then
        assertThat(again.getName()).isEqualTo(declined.getName());
        assertThat(again.getProcedure().getCriminal().getState()).isEqualTo(CriminalTrack.State.NOT_FILED);
        assertThat(officer().closeCase(close(dropped(again))).getCase().getState())
                .isEqualTo(Case.State.CLOSED);
    }

    @Test
    void isTransferredAndFiledOnceMoreAfterThePoliceHadWithdrawnIt() {
        // Given
        Case before = withdrawn();
        Case crime = laterACrime();

        // When
        Case filed = transfer()
                .decideFiling(StepScenario.decideFiling(withPolice(crime), true))
                .getCase();

        // Then
        assertThat(filed.getName()).isEqualTo(before.getName());
        assertThat(filed.getProcedure().getCriminal().getState()).isEqualTo(CriminalTrack.State.FILED);
    }

    @Test
    void opensAClosedCaseThatThePoliceHadSentBack() {
        // Given
        Case closed = officer().closeCase(close(dropped(notFiled()))).getCase();

        // When
        Case crime = laterACrime();

        // Then
        assertThat(closed.getState()).isEqualTo(Case.State.CLOSED);
        assertThat(crime.getName()).isEqualTo(closed.getName());
        assertThat(crime.getState()).isEqualTo(Case.State.OPEN);
    }

    @Test
    void leavesWhatACourtHasJudgedToTheCourt() {
        // Given
        Case file = officer().openCase(lesser().build()).getCase();
        Case filed = transfer()
                .decideFiling(StepScenario.decideFiling(withPolice(file), true))
                .getCase();
        Case convicted = ended(filed, Outcome.CONVICTED);

        // When
        Case crime = laterACrime();

        // Then
        assertThat(crime.getName()).isEqualTo(convicted.getName());
        assertThat(Refusals.reasonOf(Refusals.refused(() -> transfer().proposeTransfer(StepScenario.propose(crime)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }
}
