package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.lesser;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.DropPenaltyRequest;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a crime asks of a case that somebody wants closed. */
class CrimeLineRpcTest {
    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> StepScenario.handlers(unitOfWork, cases, deadlines, journal, clock))
            .withClock(clock);

    private CaseServiceBlockingStub officer() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private Case opened() {
        return officer().openCase(electricFishing().build()).getCase();
    }

    private Case stored(Case file) {
        return officer()
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    private Case lesserCase() {
        return officer().openCase(lesser().build()).getCase();
    }

    @Test
    void aClosedCaseThatTurnsOutToBeACrimeIsOpenAgain() {
        // Given
        Case closed = officer().closeCase(close(lesserCase())).getCase();

        // When
        Case told = officer().openCase(electricFishing().build()).getCase();

        // Then
        assertThat(told.getName()).isEqualTo(closed.getName());
        assertThat(told.getState()).isEqualTo(Case.State.OPEN);
        assertThat(told.hasNextDeadlineAt()).isTrue();
        assertThat(journal.last().reason()).contains("Open again");
        assertThat(deadlines.standing()).hasSize(1);
        assertThat(stored(told)).isEqualTo(told);
    }

    @Test
    void aCaseOfACrimeIsNotClosedBeforeItsTransferIsDecided() {
        // Given
        Case file = opened();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer().closeCase(close(file)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.metadataOf(refused))
                .containsEntry("article", "国务院令310号 Art 5, 11; 行政处罚法 Art 27")
                .containsEntry("state", "NOT_PROPOSED");
        assertThat(stored(file)).isEqualTo(file);
    }

    /** As if the rules had said so when the facts were told. */
    private void store(Evaluation law) {
        CaseFile before = cases.findByIncident(CaseScenario.INCIDENT).orElseThrow();
        CaseFile after = new CaseFile(
                before.id(),
                before.number(),
                before.version(),
                before.facts(),
                law,
                before.earlier(),
                before.belonging(),
                before.owner(),
                before.openedAt(),
                before.state(),
                before.procedure());
        unitOfWork.run("system:test", () -> {
            cases.save(after);
            return true;
        });
    }

    @Test
    void aCrimeByTheRulesOfNowIsNotClosedByThoseOfItsOpening() {
        // Given
        Case file = opened();
        store(new Evaluation(List.of(), "2020-01-01-0123456789ab"));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer().closeCase(close(file)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void whatWasACrimeOnlyByTheRulesOfItsOpeningIsDecidedByThoseOfNow() {
        // Given
        Case crime = officer()
                .openCase(electricFishing().clearOptionalIncident().build())
                .getCase();
        Evaluation crimeLaw = cases.find(CaseName.parse(crime.getName()).orElseThrow())
                .orElseThrow()
                .law();
        Case file = lesserCase();
        store(crimeLaw);
        ProcedureServiceBlockingStub procedure =
                ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
        Case filed = procedure
                .fileCase(step(file, FileCaseRequest.newBuilder()).build())
                .getCase();

        // When
        Case dropped = procedure
                .dropPenalty(step(filed, DropPenaltyRequest.newBuilder()).build())
                .getCase();

        // Then
        assertThat(officer().closeCase(close(dropped)).getCase().getState()).isEqualTo(Case.State.CLOSED);
    }

    @Test
    void anotherPlaceIsAddedToAClosedCaseThatStaysClosed() {
        // Given
        Case closed = officer().closeCase(close(lesserCase())).getCase();
        OpenCaseRequest.Builder elsewhere = lesser();
        elsewhere.getPointBuilder().setLatitude(39.70);

        // When
        Case told = officer().openCase(elsewhere.build()).getCase();

        // Then
        assertThat(told.getState()).isEqualTo(Case.State.CLOSED);
        assertThat(told.getCloseReason()).isEqualTo(closed.getCloseReason());
        assertThat(told.getPoint().getLatitude()).isEqualTo(39.70);
        assertThat(told.getEarlierList()).hasSize(1);
    }
}
