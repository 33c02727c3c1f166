package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.StepScenario.propose;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.AdministrativeTrack.Penalty;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ChooseBasisRequest;
import io.qipan.proto.ecology.v1.CriminalTrack.Outcome;
import io.qipan.proto.ecology.v1.EndCriminalCaseRequest;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.GiveReverseOpinionRequest;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc.SupervisionServiceBlockingStub;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PenaltyRpcTest {
    /** Threatens 50,000 to 500,000 yuan, whatever else is known. */
    private static final String DESTRUCTIVE = "rules/destructive-fishing-yellow-river-protection-law-nm-2023";

    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> StepScenario.handlers(unitOfWork, cases, deadlines, journal, clock))
            .withClock(clock);

    private Case opened() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(electricFishing().build())
                .getCase();
    }

    private TransferServiceBlockingStub transfer() {
        return TransferServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private SupervisionServiceBlockingStub supervision() {
        return SupervisionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private ProcedureServiceBlockingStub procedure() {
        return ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private Case received() {
        return StepScenario.received(rpc.channelOf("wang", Role.COMMANDER), opened());
    }

    private Case stored(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    @Test
    void aCaseThatComesBackIsPenalisedOnAChosenBasisAndClosed() {
        // Given
        Case filed = transfer()
                .decideFiling(StepScenario.decideFiling(received(), true))
                .getCase();
        Case ended = supervision()
                .endCriminalCase(step(filed, EndCriminalCaseRequest.newBuilder().setOutcome(Outcome.NOT_PROSECUTED))
                        .build())
                .getCase();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> closing(ended)))).isEqualTo(Reason.INCOMPLETE);
        Case back = supervision()
                .giveReverseOpinion(
                        step(ended, GiveReverseOpinionRequest.newBuilder().setPenaltyProposed(true))
                                .build())
                .getCase();
        Case administrative = procedure()
                .fileCase(step(back, FileCaseRequest.newBuilder()).build())
                .getCase();
        String rule = DESTRUCTIVE;

        // When
        Case chosen = procedure()
                .chooseBasis(
                        step(administrative, ChooseBasisRequest.newBuilder().setRule(rule))
                                .build())
                .getCase();
        Case fined = procedure()
                .imposePenalty(step(
                                chosen,
                                ImposePenaltyRequest.newBuilder()
                                        .setPenalty(Penalty.FINE)
                                        .addFurtherPenalties(Penalty.CONFISCATION)
                                        .setFineFen(6_000_000)
                                        .setDecision("2026-17"))
                        .build())
                .getCase();

        // Then
        assertThat(fined.getProcedure().getBasis().getRule()).isEqualTo(rule);
        assertThat(fined.getProcedure().getAdministrative().getFineFen()).isEqualTo(6_000_000);
        assertThat(fined.getProcedure().getAdministrative().getFurtherPenaltiesList())
                .containsExactly(Penalty.CONFISCATION);
        assertThat(fined.getProcedure().getAdministrative().getBasis()).isEqualTo(DESTRUCTIVE);
        assertThat(Refusals.metadataOf(Refusals.refused(() -> closing(fined))))
                .containsEntry("missing", "hand_over_items");
        Case items = transfer()
                .handOverItems(step(fined, io.qipan.proto.ecology.v1.HandOverItemsRequest.newBuilder())
                        .build())
                .getCase();
        assertThat(Refusals.metadataOf(Refusals.refused(() -> closing(items))))
                .containsEntry("missing", "serve_decision");
        Case served = StoredCases.served(rpc.channelOf("wang", Role.COMMANDER), items);
        assertThat(closing(served).getState()).isEqualTo(Case.State.CLOSED);
        assertThat(deadlines.standing()).isEmpty();
        StatusRuntimeException closed = Refusals.refused(() -> transfer().proposeTransfer(propose(stored(fined))));
        assertThat(Refusals.metadataOf(closed)).containsEntry("state", "CLOSED");
    }

    private Case closing(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .closeCase(close(file))
                .getCase();
    }

    @Test
    void newFactsLeaveADecisionWhatItRestsOn() {
        // Given
        Case file = CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(electricFishing().build())
                .getCase();
        Case proposed = transfer().proposeTransfer(propose(file)).getCase();
        Case refused =
                transfer().decideTransfer(StepScenario.decide(proposed, false)).getCase();
        Case filed = procedure()
                .fileCase(step(refused, FileCaseRequest.newBuilder()).build())
                .getCase();
        String rule = DESTRUCTIVE;
        Case chosen = procedure()
                .chooseBasis(step(filed, ChooseBasisRequest.newBuilder().setRule(rule))
                        .build())
                .getCase();
        Case warned = procedure()
                .imposePenalty(step(
                                chosen,
                                ImposePenaltyRequest.newBuilder()
                                        .setPenalty(Penalty.WARNING)
                                        .setDecision("2026-18"))
                        .build())
                .getCase();

        // When
        Case told = CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ECOLOGY_OFFICER))
                .openCase(electricFishing().setActivity("fishing_net").build())
                .getCase();

        // Then
        assertThat(told.getProcedure().getBasis())
                .isEqualTo(warned.getProcedure().getBasis());
    }

    @Test
    void newFactsTakeTheChosenBasisAway() {
        // Given
        Case file = opened();
        procedure()
                .chooseBasis(step(file, ChooseBasisRequest.newBuilder().setRule(DESTRUCTIVE))
                        .build());

        // When
        Case told = CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ECOLOGY_OFFICER))
                .openCase(electricFishing().setActivity("fishing_net").build())
                .getCase();

        // Then
        assertThat(told.getProcedure().hasBasis()).isFalse();
        assertThat(told.getProcedure().getStepsList()).hasSize(1);
    }
}
