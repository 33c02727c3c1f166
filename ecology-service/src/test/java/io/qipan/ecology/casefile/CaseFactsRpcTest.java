package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.close;
import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.flag;
import static io.qipan.ecology.casefile.CaseScenario.number;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.proto.ecology.v1.AdministrativeTrack.Penalty;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.ChooseBasisRequest;
import io.qipan.proto.ecology.v1.DropPenaltyRequest;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.LeaveUnestablishedRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
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

/** A net in the ban: whether it is a crime hangs on what was caught. */
class CaseFactsRpcTest {
    private static final String BAN = "rules/fishing-ban-yellow-river-nm-2026";
    private static final Fact HEAVY = number("catch_kg", 600);
    private static final List<Fact> LIGHT =
            List.of(number("catch_kg", 12), number("catch_value_yuan", 300), flag("serious", false));

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

    private ProcedureServiceBlockingStub procedure() {
        return ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private static OpenCaseRequest.Builder net() {
        return electricFishing().setActivity("fishing_net").setSummary("a net across the water");
    }

    private Case filed(OpenCaseRequest.Builder opening) {
        Case opened = officer().openCase(opening.build()).getCase();
        return procedure()
                .fileCase(step(opened, FileCaseRequest.newBuilder()).build())
                .getCase();
    }

    private Case fined(Case file) {
        return procedure()
                .imposePenalty(step(
                                chosen(file),
                                ImposePenaltyRequest.newBuilder()
                                        .setPenalty(Penalty.FINE)
                                        .setFineFen(1_000_000)
                                        .setDecision("2026-17"))
                        .build())
                .getCase();
    }

    private Case chosen(Case file) {
        return procedure()
                .chooseBasis(
                        step(file, ChooseBasisRequest.newBuilder().setRule(BAN)).build())
                .getCase();
    }

    private Case dropped(Case file) {
        return procedure()
                .dropPenalty(step(file, DropPenaltyRequest.newBuilder()).build())
                .getCase();
    }

    private Case leftUnestablished(Case file) {
        return procedure()
                .leaveUnestablished(
                        step(file, LeaveUnestablishedRequest.newBuilder()).build())
                .getCase();
    }

    private static ReviseFactsRequest.Builder revision(Case file) {
        return ReviseFactsRequest.newBuilder()
                .setRequestId(CaseScenario.newId())
                .setName(file.getName())
                .setEtag(file.getEtag())
                .setReason("the catch was weighed")
                .setActivity(file.getActivity())
                .setActAt(file.getActAt())
                .setPoint(file.getPoint())
                .setUncertaintyM(file.getUncertaintyM())
                .setSummary(file.getSummary());
    }

    private Case revised(Case file, List<Fact> facts) {
        return officer().reviseFacts(revision(file).addAllFacts(facts).build()).getCase();
    }

    private Case stored(Case file) {
        return officer()
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    @Test
    void aCatchThatMakesItACrimeIsNotFined() {
        // Given
        Case file = filed(net().addFacts(HEAVY));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> fined(file));

        // Then
        assertThat(file.getApplied(0).getRule().getHandling()).isEqualTo(Handling.CRIMINAL);
        assertThat(file.getFactsList()).containsExactly(HEAVY);
        assertThat(file.getGuidanceEnList()).anyMatch(line -> line.contains("crime"));
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void aCatchThatNobodyHasWeighedIsNeitherFinedNorDroppedNorClosed() {
        // Given
        Case file = filed(net());

        // When
        StatusRuntimeException refused = Refusals.refused(() -> fined(file));

        // Then
        assertThat(file.getPossibleList())
                .anyMatch(possible -> possible.getRule().getHandling() == Handling.CRIMINAL);
        assertThat(file.getUnknownFactsList())
                .extracting(fact -> fact.getType().getCode())
                .contains("catch_kg");
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INCOMPLETE);
        assertThat(Refusals.metadataOf(refused).get("missing")).contains("catch_kg", "catch_value_yuan");
        Case unknown = stored(file);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> dropped(unknown)))).isEqualTo(Reason.INCOMPLETE);
        Case unfiled = officer().openCase(net().clearOptionalIncident().build()).getCase();
        assertThat(Refusals.metadataOf(Refusals.refused(() -> officer().closeCase(close(unfiled))))
                        .get("missing"))
                .contains("catch_kg");
    }

    @Test
    void whatCannotBeEstablishedIsRecordedAndTheCaseGoesOn() {
        // Given
        Case file = filed(net());

        // When
        Case left = leftUnestablished(file);

        // Then
        assertThat(left.getProcedure().getUnestablished().getFactsList()).contains("catch_kg");
        assertThat(left.getProcedure().getUnestablished().getBy()).isEqualTo("wang");
        assertThat(stored(left)).isEqualTo(left);
        Case dropped = dropped(left);
        assertThat(officer().closeCase(close(dropped)).getCase().getState()).isEqualTo(Case.State.CLOSED);
    }

    @Test
    void otherFactsOfACaseWithoutAnIncidentAreKeptWithTheEarlierOnes() {
        // Given
        Case file = filed(net().clearOptionalIncident());

        // When
        Case revised = revised(file, LIGHT);

        // Then
        assertThat(revised.getName()).isEqualTo(file.getName());
        assertThat(revised.getFactsList()).containsExactlyInAnyOrderElementsOf(LIGHT);
        assertThat(revised.getEarlierList()).singleElement().satisfies(earlier -> {
            assertThat(earlier.getReplacedReason()).isEqualTo("the catch was weighed");
            assertThat(earlier.getReplacedBy()).isEqualTo("wang");
            assertThat(earlier.getRuleSetRevision()).isEqualTo(file.getRuleSetRevision());
            assertThat(earlier.getPossibleList()).isEqualTo(file.getPossibleList());
        });
        assertThat(stored(revised)).isEqualTo(revised);
        assertThat(journal.last().action()).isEqualTo("case.facts_revised");
        Case fined = fined(revised);
        assertThat(fined.getProcedure().getAdministrative().getBasis()).isEqualTo(BAN);
        assertThat(fined.getProcedure().getAdministrative().getRuleSetRevision())
                .isEqualTo(file.getRuleSetRevision());
    }

    @Test
    void aClosedCaseWhoseCatchWasHeavierIsOpenAgain() {
        // Given
        Case closed = officer()
                .closeCase(close(
                        officer().openCase(net().addAllFacts(LIGHT).build()).getCase()))
                .getCase();

        // When
        Case revised = revised(closed, List.of(HEAVY));

        // Then
        assertThat(revised.getState()).isEqualTo(Case.State.OPEN);
        assertThat(deadlines.dueAt("case.review", revised.getName())).isPresent();
        assertThat(revised.getIncident()).isEqualTo(closed.getIncident());
        assertThat(journal.last().reason()).startsWith("the catch was weighed Open again:");
    }

    @Test
    void aClosedCaseWhoseCatchIsNotKnownAnyMoreIsOpenAgain() {
        // Given
        Case closed = officer()
                .closeCase(close(
                        officer().openCase(net().addAllFacts(LIGHT).build()).getCase()))
                .getCase();

        // When
        Case revised = revised(closed, List.of());

        // Then
        assertThat(revised.getState()).isEqualTo(Case.State.OPEN);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> officer().closeCase(close(revised)))))
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void anIncidentThatIsToldAgainWithoutFactsTakesNoneBack() {
        // Given
        Case file = officer().openCase(net().addFacts(HEAVY).build()).getCase();
        OpenCaseRequest.Builder elsewhere = net();
        elsewhere.getPointBuilder().setLatitude(39.675);

        // When
        Case told = CaseServiceGrpc.newBlockingStub(rpc.channel(Role.SERVICE))
                .openCase(elsewhere.build())
                .getCase();

        // Then
        assertThat(told.getName()).isEqualTo(file.getName());
        assertThat(told.getPoint().getLatitude()).isEqualTo(39.675);
        assertThat(told.getFactsList()).containsExactly(HEAVY);
        assertThat(told.getApplied(0).getRule().getHandling()).isEqualTo(Handling.CRIMINAL);
    }

    @Test
    void anIncidentThatAServiceTellsAgainReplacesNothingThatAnOfficerHasEstablished() {
        // Given
        Case file = revised(officer().openCase(net().build()).getCase(), List.of(HEAVY));

        // When
        Case told = CaseServiceGrpc.newBlockingStub(rpc.channel(Role.SERVICE))
                .openCase(net().setActivity("sand_mining").build())
                .getCase();

        // Then
        assertThat(told.getName()).isEqualTo(file.getName());
        assertThat(told.getActivity()).isEqualTo("fishing_net");
        assertThat(told.getAppliedList()).isEqualTo(file.getAppliedList());
        assertThat(told.getEarlierList()).isEqualTo(file.getEarlierList());
        assertThat(journal.last().action()).isEqualTo("case.told_again");
        assertThat(journal.last().reason()).contains("sand_mining", "39.67");
        assertThat(deadlines.dueAt("case.review", told.getName())).contains(clock.instant());
        assertThat(stored(told)).isEqualTo(told);
    }

    @Test
    void aDecisionIsTakenByTheLawOfItsOwnTime() {
        // Given
        Case file = filed(net().addAllFacts(LIGHT));
        CaseFile before = cases.findByIncident(CaseScenario.INCIDENT).orElseThrow();
        CaseFile withoutLaw = new CaseFile(
                before.id(),
                before.number(),
                before.version(),
                before.facts(),
                new Evaluation(List.of(), "2020-01-01-0123456789ab"),
                before.earlier(),
                before.belonging(),
                before.owner(),
                before.openedAt(),
                before.state(),
                before.procedure());
        unitOfWork.run("system:test", () -> {
            cases.save(withoutLaw);
            return true;
        });

        // When
        Case fined = fined(file);

        // Then
        assertThat(fined.getProcedure().getAdministrative().getBasis()).isEqualTo(BAN);
        assertThat(fined.getProcedure().getAdministrative().getRuleSetRevision())
                .isEqualTo(file.getRuleSetRevision())
                .isNotEqualTo(fined.getRuleSetRevision());
    }

    @Test
    void refusesFactsThatThereAreNotAndAnOldEtag() {
        // Given
        Case file = officer().openCase(net().build()).getCase();
        Case revised = revised(file, LIGHT);

        // When
        StatusRuntimeException stale = Refusals.refused(() -> revised(file, List.of(HEAVY)));

        // Then
        assertThat(Refusals.reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> revised(revised, List.of(number("fishes", 3))))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.reasonOf(Refusals.refused(() ->
                        officer().openCase(net().addFacts(HEAVY).addFacts(HEAVY).build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(stored(file)).isEqualTo(revised);
    }

    @Test
    void aNamedWaterMakesThePlaceCertain() {
        // When
        Case file = officer()
                .openCase(net().clearPoint()
                        .setOptionalWater("yellow_river_nm")
                        .setOptionalArea("150300")
                        .build())
                .getCase();

        // Then
        assertThat(file.getWater()).isEqualTo("yellow_river_nm");
        assertThat(file.getArea()).isEqualTo("150300");
        assertThat(file.getAppliedList())
                .filteredOn(applied -> applied.getRule().getName().equals(BAN))
                .singleElement()
                .satisfies(applied -> assertThat(applied.getPlaceUncertain()).isFalse());
        assertThat(stored(file)).isEqualTo(file);
    }
}
