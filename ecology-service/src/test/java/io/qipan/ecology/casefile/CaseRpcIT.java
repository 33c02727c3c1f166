package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.INCIDENT;
import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final PostgresCases cases = new PostgresCases();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(
                    () -> List.of(CaseScenario.handlers(DATABASE.unitOfWork(), cases, deadlines, journal, clock)))
            .withClock(clock);

    private CaseServiceBlockingStub officer() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private DeadlineWorker worker() {
        return new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(CaseScenario.remind(
                        cases, CaseScenario.agencies(), StepScenario.NOBODY, deadlines, journal, clock)));
    }

    private Case stored(Case file) {
        return officer()
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    private static List<String> told(String select) {
        return TestDatabase.await(DATABASE.pool()
                        .query(select)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void aCaseKeepsWhatTheLawSaidThroughTheDatabase() {
        // When
        Case file = officer().openCase(electricFishing().build()).getCase();

        // Then
        assertThat(stored(file)).isEqualTo(file);
        assertThat(told("select action from journal")).containsExactly("case.opened");
        assertThat(told("select kind || ' ' || subject from deadline"))
                .containsExactly("case.review " + file.getName());
    }

    @Test
    void manyOpeningsOfOneIncidentAtOnceMakeOneCase() {
        // Given
        CaseServiceBlockingStub officer = officer();

        // When
        Set<String> names;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> openings = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(
                            () -> officer.openCase(electricFishing().build())
                                    .getCase()
                                    .getName()))
                    .toList();
            names = openings.stream().map(TestDatabase::await).collect(Collectors.toSet());
        }

        // Then
        assertThat(names).hasSize(1);
        assertThat(told("select action from journal")).containsExactly("case.opened");
        assertThat(told("select incident from case_file")).containsExactly(INCIDENT);
    }

    @Test
    void aDueReviewRemindsAndSetsTheNext() {
        // Given
        Case file = officer().openCase(electricFishing().build()).getCase();
        clock.advance(CaseScenario.REVIEW_AFTER);

        // When
        boolean handled = worker().handleNext();

        // Then
        Case reminded = stored(file);
        assertThat(handled).isTrue();
        assertThat(reminded.getEtag()).isEqualTo("2");
        assertThat(reminded.getNextDeadlineAt()).isEqualTo(timestamp("2026-11-26T02:00:00Z"));
        assertThat(told("select action || ' ' || actor from journal order by position"))
                .containsExactly("case.opened wang", "case.review_due system:case.review");
        assertThat(told("select reason from journal where action = 'case.review_due'"))
                .containsExactly("The review was due at 2026-11-23T02:00:00Z: wang is reminded.");
        assertThat(told("select kind from deadline where due_at = '2026-11-26T02:00:00Z'"))
                .containsExactly("case.review");
    }

    @Test
    void nothingIsDueBeforeTheReviewAndAfterTheEnd() {
        // Given
        Case file = officer().openCase(CaseScenario.lesser().build()).getCase();
        clock.advance(CaseScenario.REVIEW_AFTER.minus(Duration.ofSeconds(1)));

        // When
        boolean early = worker().handleNext();

        // Then
        assertThat(early).isFalse();
        Case closed = officer().closeCase(close(file)).getCase();
        clock.advance(Duration.ofDays(30));
        assertThat(worker().handleNext()).isFalse();
        assertThat(stored(file)).isEqualTo(closed);
    }

    @Test
    void aReviewOfACaseThatIsClosedDoesNothing() {
        // Given
        Case file = officer().openCase(CaseScenario.lesser().build()).getCase();
        Case closed = officer().closeCase(close(file)).getCase();
        DATABASE.execute("insert into deadline (kind, subject, due_at) values ('case.review', '" + file.getName()
                + "', '2026-01-01T00:00:00Z')");

        // When
        boolean handled = worker().handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(stored(file)).isEqualTo(closed);
        assertThat(told("select kind from deadline")).isEmpty();
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, CaseServiceGrpc.getServiceDescriptor(), 1_000, 20261121);

        assertThat(officer().listCases(ListCasesRequest.getDefaultInstance())).isNotNull();
    }
}
