package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.lesser;
import static io.qipan.ecology.casefile.CaseScenario.newId;
import static io.qipan.ecology.casefile.CaseScenario.number;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.Facts.Details;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.EarlierFacts;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ListEarlierFactsRequest;
import io.qipan.proto.ecology.v1.ListEarlierFactsResponse;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A case that was told often, and one that was told what the rules know no more. */
class RetoldCaseRpcTest {
    private static final String GONE = "scales_of_old";

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
        return officer().openCase(lesser().build()).getCase();
    }

    private Case revised(Case file, List<Fact> facts) {
        return officer()
                .reviseFacts(ReviseFactsRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(file.getName())
                        .setEtag(file.getEtag())
                        .setReason("weighed again")
                        .setActivity(file.getActivity())
                        .setActAt(file.getActAt())
                        .setPoint(file.getPoint())
                        .setUncertaintyM(file.getUncertaintyM())
                        .setSummary(file.getSummary())
                        .addAllFacts(facts)
                        .build())
                .getCase();
    }

    private Case retold(int times) {
        Case file = opened();
        for (int kg = 1; kg <= times; kg++) {
            file = revised(file, List.of(number("catch_kg", kg), number("catch_value_yuan", 20)));
        }
        return file;
    }

    /** Was told of it when the rules knew such a fact. */
    private Case knowingWhatIsGone() {
        Case file = opened();
        return unitOfWork.run("system:test", () -> {
            CaseFile now = cases.findByIncident(CaseScenario.INCIDENT).orElseThrow();
            Facts facts = now.facts();
            Facts more = new Facts(
                    facts.activity(),
                    facts.actAt(),
                    facts.point(),
                    facts.uncertaintyM(),
                    facts.summary(),
                    facts.incident(),
                    facts.drill(),
                    new Details(
                            facts.details().water(),
                            facts.details().area(),
                            facts.details().known().with(GONE, new FactValue.Amount(3))));
            CaseFile knowing = new CaseFile(
                    now.id(),
                    now.number(),
                    now.version(),
                    more,
                    now.law(),
                    now.earlier(),
                    now.belonging(),
                    now.owner(),
                    now.openedAt(),
                    now.state(),
                    now.procedure());
            cases.save(knowing);
            return file;
        });
    }

    private ListEarlierFactsResponse earlier(Case file, int size, String token) {
        return officer()
                .listEarlierFacts(ListEarlierFactsRequest.newBuilder()
                        .setName(file.getName())
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    @Test
    void aCaseTellsTheNewestOfWhatWasBeforeAndHowManyItLeavesOut() {
        // When
        Case file = retold(25);

        // Then
        assertThat(file.getEarlierCount()).isEqualTo(10);
        assertThat(file.getLeftOut()).isEqualTo(15);
        assertThat(file.getEarlier(9).getFactsList()).contains(number("catch_kg", 24));
        assertThat(file.getEarlier(0).getFactsList()).contains(number("catch_kg", 15));
    }

    @Test
    void allThatWasBeforeIsListedPageByPage() {
        // Given
        Case file = retold(25);
        List<EarlierFacts> all = new ArrayList<>();
        String token = "";

        // When
        do {
            ListEarlierFactsResponse page = earlier(file, 7, token);
            all.addAll(page.getEarlierList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        List<Double> weights = all.stream()
                .map(facts -> facts.getFactsList().stream()
                        .filter(fact -> fact.getCode().equals("catch_kg"))
                        .findFirst()
                        .orElseThrow()
                        .getNumber())
                .toList();
        assertThat(weights)
                .startsWith(IntStream.iterate(24, kg -> kg - 1)
                        .limit(24)
                        .mapToObj(Double::valueOf)
                        .toArray(Double[]::new))
                .hasSize(25);
        assertThat(earlier(file, 0, "").getEarlierCount()).isEqualTo(10);
    }

    @Test
    void aFactThatTheRulesKnowNoMoreIsKeptAndDoesNotHoldUpTheEnd() {
        // Given
        Case file = knowingWhatIsGone();

        // When
        Case closed = officer().closeCase(close(file)).getCase();

        // Then
        assertThat(closed.getState()).isEqualTo(Case.State.CLOSED);
        assertThat(closed.getFactsList()).extracting(Fact::getCode).contains(GONE);
        assertThat(closed.getFactsNotCountedList()).containsExactly(GONE);
    }

    @Test
    void aFactThatTheRulesKnowNoMoreMayBeToldAgainAndNotFirst() {
        // Given
        Case file = knowingWhatIsGone();
        List<Fact> again = List.of(number("catch_kg", 2), number(GONE, 3));

        // When
        Case revised = revised(file, again);

        // Then
        assertThat(revised.getFactsList()).containsExactlyElementsOf(again);
        assertThat(revised.getFactsNotCountedList()).containsExactly(GONE);
        assertThat(revised(revised, again).getEarlier(1).getFactsNotCountedList())
                .containsExactly(GONE);
        assertThat(officer()
                        .getCase(GetCaseRequest.newBuilder()
                                .setName(file.getName())
                                .build())
                        .getCase()
                        .getFactsNotCountedList())
                .containsExactly(GONE);
        assertThat(reasonOf(refused(() -> officer()
                        .openCase(lesser().clearOptionalIncident()
                                .addFacts(number(GONE, 3))
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void aFactThatTheRulesKnowNoMoreIsNotToldAnew() {
        // Given
        Case file = knowingWhatIsGone();

        // When
        var refusal = refused(() -> revised(file, List.of(number(GONE, 4))));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
    }
}
