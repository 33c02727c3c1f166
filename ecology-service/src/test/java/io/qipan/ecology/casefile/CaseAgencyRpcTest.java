package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.agency.FakeAgencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.casefile.model.Belonging;
import io.qipan.proto.ecology.v1.AssignAgencyRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseLaw;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CaseServiceGrpc.CaseServiceBlockingStub;
import io.qipan.proto.ecology.v1.DropPenaltyRequest;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** To which agency a case belongs, and who decides where they dispute it. */
class CaseAgencyRpcTest {
    private static final String CITY = "agencies/brigade";
    private static final String SQUAD = "agencies/squad-wuda";
    private static final String FORESTRY = "agencies/forestry";

    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeAgencies agencies = new FakeAgencies();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, agencies, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() ->
                    StepScenario.handlers(unitOfWork, cases, agencies, StepScenario.NOBODY, deadlines, journal, clock))
            .withClock(clock);

    @BeforeEach
    void register() {
        known("government", AgencyKind.GOVERNMENT, null, 105, 110);
        known("brigade", AgencyKind.PUBLIC_SECURITY, "government", 106, 108, ResourceKind.RIVER, ResourceKind.FOREST);
        known("squad-wuda", AgencyKind.PUBLIC_SECURITY, "brigade", 106.5, 107, ResourceKind.RIVER);
        known("squad-far", AgencyKind.PUBLIC_SECURITY, "brigade", 120, 121, ResourceKind.RIVER);
        known("forestry", AgencyKind.FORESTRY_GRASSLAND, "government", 106, 108, ResourceKind.FOREST);
        known("neighbour", AgencyKind.NEIGHBOUR, null, 106.7, 106.8, ResourceKind.RIVER);
        known("procuratorate", AgencyKind.PROCURATORATE, null, 105, 110, ResourceKind.RIVER);
        known("supervisors", AgencyKind.SUPERVISORY_ORGAN, null, 105, 110, ResourceKind.RIVER);
    }

    private void known(
            String code,
            AgencyKind kind,
            @Nullable String parent,
            double west,
            double east,
            ResourceKind... competence) {
        boolean ignored = unitOfWork.run(
                "system:test",
                () -> agencies.add(new Agency(
                        code,
                        kind,
                        code,
                        "",
                        Optional.ofNullable(parent),
                        List.of(competence),
                        new GeometryFactory().toGeometry(new Envelope(west, east, 39, 40)))));
    }

    private CaseServiceBlockingStub commander() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private Case opened() {
        return commander().openCase(electricFishing().build()).getCase();
    }

    private static OpenCaseRequest.Builder by(String agency) {
        return electricFishing().setOptionalAgency(agency);
    }

    private static AssignAgencyRequest.Builder assign(Case file, String agency) {
        return AssignAgencyRequest.newBuilder()
                .setRequestId(newId())
                .setName(file.getName())
                .setEtag(file.getEtag())
                .setAgency(agency)
                .setReason("they were there first");
    }

    private Case stored(Case file) {
        return commander()
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    @Test
    void belongsToTheCompetentOneWithTheSmallestAreaAndNoNeighbour() {
        // When
        Case file = opened();

        // Then
        assertThat(file.getAgency()).isEqualTo(SQUAD);
        assertThat(file.getAgencyReason()).isEmpty();
        assertThat(stored(file)).isEqualTo(file);
    }

    @Test
    void belongsToNobodyWhereNobodyIsCompetentAndIsListedSo() {
        // When
        Case file = commander()
                .openCase(electricFishing().setActivity("grassland_taking").build())
                .getCase();

        // Then
        assertThat(file.getAgency()).isEmpty();
        assertThat(commander()
                        .listCases(ListCasesRequest.newBuilder()
                                .setWithoutAgency(true)
                                .build())
                        .getCasesList())
                .extracting(Case::getName)
                .containsExactly(file.getName());
        assertThat(commander()
                        .listCases(ListCasesRequest.newBuilder()
                                .setOptionalAgency(SQUAD)
                                .build())
                        .getCasesCount())
                .isZero();
    }

    @Test
    void whoeverIsNotCompetentSaysWhyItTakesTheCase() {
        // Given
        StatusRuntimeException silent =
                refused(() -> commander().openCase(by(FORESTRY).build()));
        assertThat(reasonOf(silent)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(silent.getMessage()).contains(FORESTRY, "RIVER", "FOREST");

        // When
        Case file = commander()
                .openCase(by(FORESTRY)
                        .setAgencyReason("found on patrol in the wood")
                        .build())
                .getCase();

        // Then
        assertThat(file.getAgency()).isEqualTo(FORESTRY);
        assertThat(file.getAgencyReason()).isEqualTo("found on patrol in the wood");
        assertThat(reasonOf(refused(() -> commander()
                        .openCase(by("agencies/none").clearOptionalIncident().build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatIsFiledByPublicOrderGoesToPoliceOnlyUntilItIsDecided() {
        // Given
        Case opened = commander()
                .openCase(CaseScenario.lesser()
                        .clearOptionalIncident()
                        .setOptionalAgency(SQUAD)
                        .build())
                .getCase();
        ProcedureServiceBlockingStub procedure =
                ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
        Case filed = procedure
                .fileCase(StepScenario.step(opened, FileCaseRequest.newBuilder().setLaw(CaseLaw.PUBLIC_ORDER))
                        .build())
                .getCase();

        // When
        StatusRuntimeException refused = refused(() -> commander()
                .assignAgency(assign(filed, FORESTRY)
                        .setOptionalDesignatedBy("agencies/government")
                        .build()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(refused).hasMessageContaining("PUBLIC_ORDER").hasMessageContaining("DropPenalty");
        Case dropped = procedure
                .dropPenalty(StepScenario.step(filed, DropPenaltyRequest.newBuilder())
                        .build())
                .getCase();
        assertThat(commander()
                        .assignAgency(assign(dropped, FORESTRY)
                                .setOptionalDesignatedBy("agencies/government")
                                .build())
                        .getCase()
                        .getAgency())
                .isEqualTo(FORESTRY);
    }

    @Test
    void goesToAnotherCompetentAgencyForAReason() {
        // Given
        Case file = opened();

        // When
        Case assigned = commander().assignAgency(assign(file, CITY).build()).getCase();

        // Then
        assertThat(assigned.getAgency()).isEqualTo(CITY);
        assertThat(assigned.getEtag()).isNotEqualTo(file.getEtag());
        assertThat(journal.last().action()).isEqualTo("case.assigned");
        assertThat(journal.last().reason()).isEqualTo("they were there first");
        assertThat(reasonOf(refused(
                        () -> commander().assignAgency(assign(file, CITY).build()))))
                .isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(refused(
                        () -> commander().assignAgency(assign(assigned, CITY).build()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void aDisputeIsDecidedByTheCommonSuperiorOfBoth() {
        // Given
        Case file = opened();
        assertThat(reasonOf(refused(
                        () -> commander().assignAgency(assign(file, FORESTRY).build()))))
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(refused(() -> commander()
                        .assignAgency(assign(file, FORESTRY)
                                .setOptionalDesignatedBy(CITY)
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);

        // When
        Case assigned = commander()
                .assignAgency(assign(file, FORESTRY)
                        .setOptionalDesignatedBy("agencies/government")
                        .build())
                .getCase();

        // Then
        assertThat(assigned.getAgency()).isEqualTo(FORESTRY);
        assertThat(assigned.getDesignatedBy()).isEqualTo("agencies/government");
        assertThat(assigned.getAgencyReason()).isEqualTo("they were there first");
        assertThat(stored(file)).isEqualTo(assigned);
    }

    @Test
    void whoHasFiledACaseKeepsItUnlessASuperiorDesignatesAnother() {
        // Given
        Case file = ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER))
                .fileCase(StepScenario.step(opened(), FileCaseRequest.newBuilder())
                        .build())
                .getCase();
        StatusRuntimeException kept =
                refused(() -> commander().assignAgency(assign(file, CITY).build()));
        assertThat(reasonOf(kept)).isEqualTo(Reason.INCOMPLETE);
        assertThat(kept.getMessage()).contains(SQUAD, "optional_designated_by");

        // When
        Case assigned = commander()
                .assignAgency(assign(file, CITY)
                        .setOptionalDesignatedBy("agencies/government")
                        .build())
                .getCase();

        // Then
        assertThat(assigned.getAgency()).isEqualTo(CITY);
        assertThat(assigned.getDesignatedBy()).isEqualTo("agencies/government");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agencies/neighbour", "agencies/procuratorate", "agencies/supervisors"})
    void whoCannotPenaliseHereOwnsNoCaseWhateverReasonIsGiven(String agency) {
        // Given
        Case file = opened();

        // When
        StatusRuntimeException named = refused(() -> commander()
                .openCase(by(agency)
                        .clearOptionalIncident()
                        .setAgencyReason("they asked")
                        .build()));
        StatusRuntimeException assigned = refused(() -> commander()
                .assignAgency(assign(file, agency)
                        .setOptionalDesignatedBy("agencies/government")
                        .build()));

        // Then
        assertThat(reasonOf(named)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(assigned)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(assigned.getMessage()).contains(agency, "行政处罚法 Art 17");
        assertThat(stored(file)).isEqualTo(file);
    }

    @Test
    void aWildfireIsForThoseOfTheWood() {
        // When
        Case file = commander()
                .openCase(electricFishing().setActivity("fire_negligence").build())
                .getCase();

        // Then
        assertThat(file.getAgency()).isEqualTo(CITY);
    }

    @Test
    void theReviewTellsOfAnAgencyThatIsNotCompetent() {
        // Given
        Case file = opened();
        boolean ignored = unitOfWork.run("system:test", () -> {
            cases.save(cases.findByIncident(CaseScenario.INCIDENT)
                    .orElseThrow()
                    .belongingTo(Belonging.to("agencies/squad-far")));
            return true;
        });

        // When
        boolean reminded = lookedAtAgain(file);

        // Then
        assertThat(reminded).isTrue();
        assertThat(stored(file).getAgency()).isEqualTo("agencies/squad-far");
        assertThat(journal.last().reason()).contains("agencies/squad-far is not competent", "AssignAgency");
    }

    private boolean lookedAtAgain(Case file) {
        return unitOfWork.run("system:test", () -> {
            CaseScenario.remind(cases, agencies, StepScenario.NOBODY, deadlines, journal, clock)
                    .handle(new Due(CaseReview.KIND, file.getName(), clock.instant(), 0));
            return true;
        });
    }

    @Test
    void aCaseFromBeforeGetsItsAgencyWhenItIsLookedAtAgain() {
        // Given
        Case file = opened();
        boolean ignored = unitOfWork.run("system:test", () -> {
            cases.save(cases.findByIncident(CaseScenario.INCIDENT).orElseThrow().belongingTo(Belonging.NONE));
            return true;
        });

        // When
        boolean reminded = lookedAtAgain(file);

        // Then
        assertThat(reminded).isTrue();
        assertThat(stored(file).getAgency()).isEqualTo(SQUAD);
        assertThat(journal.last().reason()).contains("It belongs to " + SQUAD);
    }
}
