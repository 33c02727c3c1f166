package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.StepScenario.propose;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.AdministrativeTrack.Penalty;
import io.qipan.proto.ecology.v1.AppliedRule;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ChooseBasisRequest;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.FineDeviation;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
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

/** What a penalty rests on, and how much of it. */
class PenaltyBasisRpcTest {
    /** Threatens 50,000 to 500,000 yuan, whatever else is known. */
    private static final String DESTRUCTIVE = "rules/destructive-fishing-yellow-river-protection-law-nm-2023";

    /** Up to 200,000 yuan, or 200,000 to 2,000,000 if it is serious; nobody has said whether it is. */
    private static final String DESTRUCTIVE_ANYWHERE = "rules/destructive-fishing-2026";

    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> StepScenario.handlers(unitOfWork, cases, deadlines, journal, clock))
            .withClock(clock);

    private ProcedureServiceBlockingStub procedure() {
        return ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private TransferServiceBlockingStub transfer() {
        return TransferServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    /** Its transfer was decided, for a reason, and refused. */
    private Case filed(OpenCaseRequest.Builder opening) {
        Case opened = CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(opening.build())
                .getCase();
        Case proposed = transfer().proposeTransfer(propose(opened)).getCase();
        Case refused =
                transfer().decideTransfer(StepScenario.decide(proposed, false)).getCase();
        return procedure()
                .fileCase(step(refused, FileCaseRequest.newBuilder()).build())
                .getCase();
    }

    private Case chosen(String rule) {
        return choosing(filed(electricFishing()), rule);
    }

    private Case choosing(Case file, String rule) {
        return procedure()
                .chooseBasis(step(file, ChooseBasisRequest.newBuilder().setRule(rule))
                        .build())
                .getCase();
    }

    private Case stored(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    private static ImposePenaltyRequest.Builder fine(long yuan) {
        return ImposePenaltyRequest.newBuilder()
                .setPenalty(Penalty.FINE)
                .setFineFen(yuan * 100)
                .setDecision("2026-17");
    }

    private Case impose(Case file, ImposePenaltyRequest.Builder penalty) {
        return procedure().imposePenalty(step(file, penalty).build()).getCase();
    }

    private StatusRuntimeException refused(Case file, ImposePenaltyRequest.Builder penalty) {
        return Refusals.refused(() -> impose(file, penalty));
    }

    @Test
    void anActThatNoRuleForbidsIsNotFined() {
        // Given
        Case allowed = filed(CaseScenario.lesser());
        assertThat(allowed.getAppliedList()).isEmpty();

        // When
        StatusRuntimeException refused = refused(allowed, fine(60_000));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INCOMPLETE);
        assertThat(Refusals.metadataOf(refused)).containsEntry("missing", "basis");
        assertThat(refused.getStatus().getDescription()).contains("what applies is []", "行政处罚法 Art 4, 38");
        assertThat(stored(allowed)).isEqualTo(allowed);
    }

    @Test
    void aPenaltyDoesNotRestOnARuleOfTheCriminalLaw() {
        // Given
        Case file = filed(electricFishing());
        AppliedRule crime = file.getApplied(0);
        assertThat(crime.getRule().getHandling()).isEqualTo(Handling.CRIMINAL);

        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> choosing(file, crime.getRule().getName()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused.getStatus().getDescription()).contains("(CRIMINAL)", DESTRUCTIVE + " (ADMINISTRATIVE)");
    }

    @Test
    void aFineOutsideOfTheRangeNeedsAnArticleThatAllowsIt() {
        // Given
        Case file = chosen(DESTRUCTIVE);
        FineDeviation mitigation = FineDeviation.newBuilder()
                .setArticle("行政处罚法 第三十二条")
                .setReason("gave up the gear before the boat came")
                .build();

        // When
        StatusRuntimeException low = refused(file, fine(49_999));

        // Then
        assertThat(Refusals.reasonOf(low)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(low.getStatus().getDescription()).contains("49999.00 yuan", "50000 to 500000 yuan");
        assertThat(Refusals.reasonOf(refused(file, fine(500_001)))).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(Refusals.reasonOf(refused(file, fine(50_000).setDeviation(mitigation))))
                .isEqualTo(Reason.INVALID_FIELD);
        Case fined = impose(file, fine(30_000).setDeviation(mitigation));
        assertThat(fined.getProcedure().getAdministrative().getDeviation()).isEqualTo(mitigation);
        assertThat(fined.getProcedure().getStepsList().getLast().getDetail()).contains("行政处罚法 第三十二条");
        assertThat(stored(fined)).isEqualTo(fined);
    }

    @Test
    void aRangeThatHangsOnAnUnknownFactCarriesNoFine() {
        // Given
        Case file = chosen(DESTRUCTIVE_ANYWHERE);

        // When
        StatusRuntimeException refused = refused(file, fine(100_000));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(refused.getStatus().getDescription()).contains("not known whether it is the case");
    }

    @Test
    void aDecisionImposesEachPenaltyOnce() {
        // Given
        Case file = chosen(DESTRUCTIVE);

        // When
        StatusRuntimeException twice = refused(file, fine(50_000).addFurtherPenalties(Penalty.FINE));

        // Then
        assertThat(Refusals.reasonOf(twice)).isEqualTo(Reason.INVALID_FIELD);
        Case fined = impose(
                file,
                ImposePenaltyRequest.newBuilder()
                        .setPenalty(Penalty.CONFISCATION)
                        .addFurtherPenalties(Penalty.LICENCE)
                        .addFurtherPenalties(Penalty.FINE)
                        .setFineFen(50_000_00)
                        .setDecision("2026-17"));
        assertThat(fined.getProcedure().getAdministrative().getPenalty()).isEqualTo(Penalty.CONFISCATION);
        assertThat(fined.getProcedure().getAdministrative().getFurtherPenaltiesList())
                .containsExactly(Penalty.LICENCE, Penalty.FINE);
        assertThat(stored(fined)).isEqualTo(fined);
    }
}
