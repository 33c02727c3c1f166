package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.INCIDENT;
import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.lesser;
import static io.qipan.ecology.casefile.CaseScenario.newId;
import static io.qipan.ecology.casefile.CaseScenario.takeOver;
import static io.qipan.ecology.casefile.CaseScenario.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRpcTest {
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

    private CaseServiceBlockingStub dispatchService() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("service:dispatch", Role.SERVICE));
    }

    private Case opened() {
        return officer().openCase(electricFishing().build()).getCase();
    }

    private Case stored(Case file) {
        return officer()
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    @Test
    void opensACaseWithTheLawOfTheTimeOfTheAct() {
        // When
        Case file = opened();

        // Then
        assertThat(file.getNumber()).isEqualTo("E2026-000001");
        assertThat(file.getState()).isEqualTo(Case.State.OPEN);
        assertThat(file.getEtag()).isEqualTo("1");
        assertThat(file.getOwner()).isEqualTo("wang");
        assertThat(file.getIncident()).isEqualTo(INCIDENT);
        assertThat(file.getActAt()).isEqualTo(timestamp("2026-06-01T18:00:00Z"));
        assertThat(file.getOpenedAt()).isEqualTo(timestamp("2026-11-20T02:00:00Z"));
        assertThat(file.getNextDeadlineAt()).isEqualTo(timestamp("2026-11-23T02:00:00Z"));
        assertThat(file.hasClosedAt()).isFalse();
        assertThat(file.getApplied(0).getRule().getHandling()).isEqualTo(Handling.CRIMINAL);
        assertThat(file.getAppliedList()).hasSize(4);
        assertThat(file.getRuleSetRevision()).isEqualTo(RuleSetStart.ruleSet().revision());
        assertThat(stored(file)).isEqualTo(file);
    }

    @Test
    void tellsTheJournalTheWholeCaseAndSetsItsReview() {
        // When
        Case file = opened();

        // Then
        assertThat(journal.told()).singleElement().satisfies(told -> {
            assertThat(told.action()).isEqualTo("case.opened");
            assertThat(told.resource()).isEqualTo(file.getName());
            assertThat(told.state()).isEqualTo(file);
        });
        assertThat(deadlines.dueAt("case.review", file.getName()))
                .contains(clock.instant().plus(CaseScenario.REVIEW_AFTER));
    }

    @Test
    void keepsThePointInWgs84() {
        // Given
        OpenCaseRequest.Builder request = electricFishing();
        request.getPointBuilder().setDatum(Datum.GCJ02);

        // When
        Case file = officer().openCase(request.build()).getCase();

        // Then
        assertThat(file.getPoint().getDatum()).isEqualTo(Datum.WGS84);
        assertThat(file.getPoint().getLongitude()).isNotEqualTo(106.78);
        assertThat(file.getUncertaintyM()).isEqualTo(50);
    }

    @Test
    void opensACaseWhosePlaceIsNotKnown() {
        // When
        Case file = officer().openCase(electricFishing().clearPoint().build()).getCase();

        // Then
        assertThat(file.hasPoint()).isFalse();
        assertThat(file.getAppliedList()).isNotEmpty().allMatch(applied -> applied.getPlaceUncertain());
    }

    @Test
    void opensACaseThatNoRuleCovers() {
        // When
        Case file = officer()
                .openCase(electricFishing().setActivity("pollution_discharge").build())
                .getCase();

        // Then
        assertThat(file.getAppliedList()).isEmpty();
        assertThat(file.getRuleSetRevision()).isNotEmpty();
    }

    @Test
    void aServiceLeavesTheCaseAtTheDesk() {
        // When
        Case file = dispatchService().openCase(electricFishing().build()).getCase();

        // Then
        assertThat(file.getOwner()).isEqualTo("desk:ecology");
    }

    @Test
    void aRepeatedRequestOpensNothingNew() {
        // Given
        OpenCaseRequest request = electricFishing().clearOptionalIncident().build();
        Case first = officer().openCase(request).getCase();

        // When
        Case second = officer().openCase(request).getCase();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(journal.actions()).containsExactly("case.opened");
    }

    @Test
    void anIncidentKeepsTheCaseItHasWhoeverOpensAnother() {
        // Given
        Case first = opened();

        // When
        Case second = dispatchService()
                .openCase(electricFishing().setSummary("the same, told again").build())
                .getCase();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(journal.actions()).containsExactly("case.opened");
    }

    @Test
    void otherFactsAboutTheSameIncidentAreAddedWithTheirLaw() {
        // Given
        Case first = dispatchService()
                .openCase(electricFishing().setActivity("fishing_net").build())
                .getCase();
        clock.set(clock.instant().plus(Duration.ofMinutes(10)));

        // When
        Case second = dispatchService()
                .openCase(electricFishing().setSummary("it is a battery").build())
                .getCase();

        // Then
        assertThat(second.getName()).isEqualTo(first.getName());
        assertThat(second.getEtag()).isEqualTo("2");
        assertThat(second.getActivity()).isEqualTo("fishing_electric");
        assertThat(second.getApplied(0).getRule().getHandling()).isEqualTo(Handling.CRIMINAL);
        assertThat(second.getOpenedAt()).isEqualTo(first.getOpenedAt());
        assertThat(second.getEarlierList()).singleElement().satisfies(earlier -> {
            assertThat(earlier.getActivity()).isEqualTo("fishing_net");
            assertThat(earlier.getSummary()).isEqualTo(first.getSummary());
            assertThat(earlier.getPoint()).isEqualTo(first.getPoint());
            assertThat(earlier.getAppliedList()).isEqualTo(first.getAppliedList());
            assertThat(earlier.getRuleSetRevision()).isEqualTo(first.getRuleSetRevision());
            assertThat(earlier.getReplacedAt()).isEqualTo(Times.message(clock.instant()));
        });
        assertThat(stored(second)).isEqualTo(second);
        assertThat(journal.actions()).containsExactly("case.opened", "case.facts_added");
    }

    private Case lesserCase() {
        return officer().openCase(lesser().build()).getCase();
    }

    @Test
    void anIncidentKeepsItsCaseWhenThatIsClosed() {
        // Given
        Case closed = officer().closeCase(close(lesserCase())).getCase();

        // When
        Case again = officer().openCase(lesser().build()).getCase();

        // Then
        assertThat(again).isEqualTo(closed);
    }

    @Test
    void casesAreNumberedInTheYearOfTheirOpeningInChina() {
        // Given
        clock.set(Instant.parse("2026-12-31T16:00:00Z"));

        // When
        Case file = opened();

        // Then
        assertThat(file.getNumber()).isEqualTo("E2027-000001");
    }

    @Test
    void refusesAnActFromTheFuture() {
        // Given
        OpenCaseRequest request =
                electricFishing().setActAt(timestamp("2026-11-20T02:06:00Z")).build();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer().openCase(request));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(journal.told()).isEmpty();
    }

    @Test
    void refusesAnUnknownActivity() {
        // When
        StatusRuntimeException refused = Refusals.refused(
                () -> officer().openCase(electricFishing().setActivity("flying").build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.metadataOf(refused)).containsEntry("resource", "activities/flying");
    }

    @Test
    void takesACaseOver() {
        // Given
        Case file = dispatchService().openCase(electricFishing().build()).getCase();

        // When
        Case taken = officer().takeOverCase(takeOver(file)).getCase();

        // Then
        assertThat(taken.getOwner()).isEqualTo("wang");
        assertThat(taken.getEtag()).isEqualTo("2");
        assertThat(taken.getNextDeadlineAt()).isEqualTo(file.getNextDeadlineAt());
        assertThat(journal.last().action()).isEqualTo("case.taken_over");
        assertThat(journal.last().state()).isEqualTo(taken);
        assertThat(stored(file)).isEqualTo(taken);
    }

    @Test
    void closesACaseAndLiftsItsReview() {
        // Given
        Case file = lesserCase();
        clock.advance(Duration.ofHours(1));

        // When
        Case closed = officer().closeCase(close(file)).getCase();

        // Then
        assertThat(closed.getState()).isEqualTo(Case.State.CLOSED);
        assertThat(closed.getCloseReason()).isEqualTo("transferred to the fishery authority");
        assertThat(closed.getClosedAt()).isEqualTo(timestamp("2026-11-20T03:00:00Z"));
        assertThat(closed.hasNextDeadlineAt()).isFalse();
        assertThat(closed.getAppliedList()).isEqualTo(file.getAppliedList());
        assertThat(deadlines.standing()).isEmpty();
        assertThat(journal.last().reason()).isEqualTo("transferred to the fishery authority");
        assertThat(stored(file)).isEqualTo(closed);
    }

    @Test
    void refusesAStaleEtag() {
        // Given
        Case file = opened();
        Case taken = officer().takeOverCase(takeOver(file)).getCase();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer().closeCase(close(file)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.STALE_ETAG);
        assertThat(Refusals.metadataOf(refused)).containsEntry("etag", taken.getEtag());
        assertThat(stored(file)).isEqualTo(taken);
    }

    @Test
    void refusesToTouchAClosedCase() {
        // Given
        Case closed = officer().closeCase(close(lesserCase())).getCase();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> officer().takeOverCase(takeOver(closed)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.metadataOf(refused)).containsEntry("state", "CLOSED");
        assertThat(Refusals.reasonOf(Refusals.refused(() -> officer().closeCase(close(closed)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cases/01939b4e-0000-7000-8000-00000000ffff",
                "cases/------------------------------------",
                "cases/0-0-0-0-000000000000000000000000000-"
            })
    void doesNotFindACaseThatIsNone(String name) {
        // When
        StatusRuntimeException refused = Refusals.refused(() ->
                officer().getCase(GetCaseRequest.newBuilder().setName(name).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isIn(Reason.NOT_FOUND, Reason.INVALID_FIELD);
    }

    @Test
    void onlyThoseWhoWorkCasesMayOpenOne() {
        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> CaseServiceGrpc.newBlockingStub(rpc.channel(Role.CALL_TAKER))
                        .openCase(electricFishing().setRequestId(newId()).build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
