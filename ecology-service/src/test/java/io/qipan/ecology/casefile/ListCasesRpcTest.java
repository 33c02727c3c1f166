package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.INCIDENT;
import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.ecology.v1.ListCasesResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListCasesRpcTest {
    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(
                    () -> List.of(CaseScenario.handlers(unitOfWork, cases, deadlines, journal, clock)))
            .withClock(clock);

    private CaseServiceBlockingStub officer() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private Case opened() {
        return officer().openCase(electricFishing().build()).getCase();
    }

    private Case openedWithoutIncident() {
        return officer()
                .openCase(electricFishing().clearOptionalIncident().build())
                .getCase();
    }

    /** A list tells nothing of what may be so. */
    private static Case listed(Case file) {
        assertThat(file.getPossibleList()).isNotEmpty();
        return file.toBuilder().clearPossible().clearUnknownFacts().build();
    }

    @Test
    void listsOverPagesWithTheNewestFirst() {
        // Given
        Case first = openedWithoutIncident();
        Case second = opened();

        // When
        ListCasesResponse page =
                officer().listCases(ListCasesRequest.newBuilder().setPageSize(1).build());

        // Then
        assertThat(page.getCasesList()).containsExactly(listed(second));
        ListCasesRequest next = ListCasesRequest.newBuilder()
                .setPageSize(1)
                .setPageToken(page.getNextPageToken())
                .build();
        assertThat(officer().listCases(next).getCasesList()).containsExactly(listed(first));
        assertThat(officer().listCases(next).getNextPageToken()).isEmpty();
    }

    @Test
    void listsTheCaseOfAnIncidentAndTheOpenOnes() {
        // Given
        Case other = openedWithoutIncident();
        Case noCrime = officer()
                .openCase(electricFishing()
                        .setActivity("fishing_net")
                        .addFacts(CaseScenario.number("catch_kg", 1))
                        .addFacts(CaseScenario.number("catch_value_yuan", 20))
                        .build())
                .getCase();
        Case closed = officer().closeCase(close(noCrime)).getCase();

        // When
        ListCasesResponse ofIncident = officer()
                .listCases(ListCasesRequest.newBuilder()
                        .setOptionalIncident(INCIDENT)
                        .build());

        // Then
        assertThat(ofIncident.getCasesList()).containsExactly(listed(closed));
        assertThat(officer()
                        .listCases(ListCasesRequest.newBuilder()
                                .setOptionalState(Case.State.OPEN)
                                .build())
                        .getCasesList())
                .containsExactly(listed(other));
    }

    @Test
    void refusesAPageTokenOfAnotherFilter() {
        // Given
        openedWithoutIncident();
        opened();
        String token = officer()
                .listCases(ListCasesRequest.newBuilder().setPageSize(1).build())
                .getNextPageToken();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer()
                .listCases(ListCasesRequest.newBuilder()
                        .setPageToken(token)
                        .setOptionalState(Case.State.OPEN)
                        .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void refusesAForgedPageToken() {
        // Given
        String filter = new Cases.Filter(Optional.empty(), Optional.empty()).toString();
        String forged = Base64.getUrlEncoder()
                .encodeToString(
                        (Integer.toHexString(filter.hashCode()) + " not-an-id").getBytes(StandardCharsets.UTF_8));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer()
                .listCases(ListCasesRequest.newBuilder().setPageToken(forged).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }
}
