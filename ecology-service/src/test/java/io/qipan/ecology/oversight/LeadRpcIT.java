package io.qipan.ecology.oversight;

import static io.qipan.ecology.oversight.OversightScenario.at;
import static io.qipan.ecology.oversight.OversightScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.AcceptSupervisionReportRequest;
import io.qipan.proto.ecology.v1.Campaign;
import io.qipan.proto.ecology.v1.CampaignServiceGrpc;
import io.qipan.proto.ecology.v1.ConcludeCampaignRequest;
import io.qipan.proto.ecology.v1.Consultation;
import io.qipan.proto.ecology.v1.ConsultationServiceGrpc;
import io.qipan.proto.ecology.v1.DisbandTaskForceRequest;
import io.qipan.proto.ecology.v1.ExtendSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.FormTaskForceRequest;
import io.qipan.proto.ecology.v1.GetSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.IssueSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.ListConsultationsRequest;
import io.qipan.proto.ecology.v1.ListSupervisionOrdersRequest;
import io.qipan.proto.ecology.v1.ListTargetedCasesRequest;
import io.qipan.proto.ecology.v1.PlanCampaignRequest;
import io.qipan.proto.ecology.v1.PlannedTarget;
import io.qipan.proto.ecology.v1.RecordConsultationRequest;
import io.qipan.proto.ecology.v1.ReportCampaignResultRequest;
import io.qipan.proto.ecology.v1.ReportSupervisionOrderRequest;
import io.qipan.proto.ecology.v1.ReviseTaskForceRequest;
import io.qipan.proto.ecology.v1.SupervisionOrder;
import io.qipan.proto.ecology.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionOrderServiceGrpc.SupervisionOrderServiceBlockingStub;
import io.qipan.proto.ecology.v1.TargetedCase;
import io.qipan.proto.ecology.v1.TargetedCaseServiceGrpc;
import io.qipan.proto.ecology.v1.TargetedCaseServiceGrpc.TargetedCaseServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Task forces, supervision orders, campaigns and consultations over the wire. */
class LeadRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final Entries entries = new PostgresEntries();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> OversightScenario.handlers(
                    DATABASE.unitOfWork(),
                    entries,
                    StoredCases.port(),
                    AgencyPorts.postgres(),
                    deadlines,
                    journal,
                    clock))
            .withClock(clock);

    private DeadlineWorker worker() {
        return new DeadlineWorker(
                DATABASE.unitOfWork(), clock, List.of(OversightScenario.runOut(entries, deadlines, journal, clock)));
    }

    private TargetedCaseServiceBlockingStub taskForces() {
        return TargetedCaseServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private SupervisionOrderServiceBlockingStub orders() {
        return SupervisionOrderServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private static String newCase(String state) {
        UUID id = UUID.randomUUID();
        DATABASE.execute(StoredCases.insert(id, state));
        return "cases/" + id;
    }

    private static FormTaskForceRequest form(String caseName) {
        return FormTaskForceRequest.newBuilder()
                .setRequestId(newId())
                .setCase(caseName)
                .setLead("wang")
                .addMembers("li")
                .setPlan("find the boat")
                .setReason("a gang")
                .build();
    }

    private SupervisionOrder issued(String caseName) {
        return orders().issueSupervisionOrder(IssueSupervisionOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setCase(caseName)
                        .setDemand("find the buyer")
                        .setResponsible("li")
                        .setDueAt(at(clock.instant().plus(Duration.ofDays(3))))
                        .setReason("it drags on")
                        .build())
                .getSupervisionOrder();
    }

    private SupervisionOrder stored(SupervisionOrder order) {
        return orders().getSupervisionOrder(GetSupervisionOrderRequest.newBuilder()
                        .setName(order.getName())
                        .build())
                .getSupervisionOrder();
    }

    private static ExtendSupervisionOrderRequest extend(SupervisionOrder order, java.time.Instant until) {
        return ExtendSupervisionOrderRequest.newBuilder()
                .setRequestId(newId())
                .setName(order.getName())
                .setEtag(order.getEtag())
                .setDueAt(at(until))
                .setReason("more time")
                .build();
    }

    private static ReportSupervisionOrderRequest report(SupervisionOrder order) {
        return ReportSupervisionOrderRequest.newBuilder()
                .setRequestId(newId())
                .setName(order.getName())
                .setEtag(order.getEtag())
                .setReport("found")
                .build();
    }

    @Test
    void aCaseHasOneTaskForceWithOneLeadAndOnePlan() {
        // Given
        String caseName = newCase("OPEN");
        TargetedCase formed = taskForces().formTaskForce(form(caseName)).getTargetedCase();

        // When
        Reason second = reasonOf(refused(() -> taskForces().formTaskForce(form(caseName))));

        // Then
        assertThat(second).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(refused(() -> taskForces().formTaskForce(form(newCase("CLOSED"))))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> taskForces().formTaskForce(form("cases/" + UUID.randomUUID())))))
                .isEqualTo(Reason.NOT_FOUND);
        TargetedCase revised = taskForces()
                .reviseTaskForce(ReviseTaskForceRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(formed.getName())
                        .setEtag(formed.getEtag())
                        .setLead("zhao")
                        .addMembers("li")
                        .setPlan("find the buyer")
                        .setReason("the boat is found")
                        .build())
                .getTargetedCase();
        assertThat(revised.getLead()).isEqualTo("zhao");
        DisbandTaskForceRequest disband = DisbandTaskForceRequest.newBuilder()
                .setRequestId(newId())
                .setName(formed.getName())
                .setEtag(revised.getEtag())
                .setResult("three caught")
                .build();
        TargetedCase over = taskForces().disbandTaskForce(disband).getTargetedCase();
        assertThat(taskForces().disbandTaskForce(disband).getTargetedCase()).isEqualTo(over);
        assertThat(taskForces()
                        .listTargetedCases(ListTargetedCasesRequest.newBuilder()
                                .setOptionalCase(caseName)
                                .setOptionalState(TargetedCase.State.DISBANDED)
                                .build())
                        .getTargetedCasesList())
                .containsExactly(over);
    }

    @Test
    void anOrderThatRunsOutIsOverdueOnceAndLateForEver() {
        // Given
        SupervisionOrder order = issued(newCase("OPEN"));
        clock.advance(Duration.ofDays(3));
        assertThat(worker().handleNext()).isFalse();
        clock.advance(Duration.ofSeconds(1));

        // When
        boolean handled = worker().handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(worker().handleNext()).isFalse();
        SupervisionOrder overdue = stored(order);
        assertThat(overdue.getState()).isEqualTo(SupervisionOrder.State.OVERDUE);
        assertThat(DATABASE.pool()
                        .query("select 1 from journal where action = 'supervision_order.overdue'")
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
        assertThat(orders().listSupervisionOrders(ListSupervisionOrdersRequest.newBuilder()
                                .setOptionalState(SupervisionOrder.State.OVERDUE)
                                .build())
                        .getSupervisionOrdersList())
                .containsExactly(overdue);
        assertThat(reasonOf(refused(() -> orders().extendSupervisionOrder(
                                extend(overdue, clock.instant().plus(Duration.ofDays(9)))))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        SupervisionOrder reported = SupervisionOrderServiceGrpc.newBlockingStub(
                        rpc.channelOf("li", Role.ECOLOGY_OFFICER))
                .reportSupervisionOrder(report(overdue))
                .getSupervisionOrder();
        SupervisionOrder fulfilled = orders().acceptSupervisionReport(AcceptSupervisionReportRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(order.getName())
                        .setEtag(reported.getEtag())
                        .build())
                .getSupervisionOrder();
        assertThat(fulfilled.getLate()).isTrue();
        assertThat(fulfilled.getState()).isEqualTo(SupervisionOrder.State.FULFILLED);
    }

    @Test
    void anExtensionMovesTheDeadlineAndAReportLiftsIt() {
        // Given
        SupervisionOrder order = issued(newCase("OPEN"));
        SupervisionOrder extended = orders().extendSupervisionOrder(
                        extend(order, clock.instant().plus(Duration.ofDays(5))))
                .getSupervisionOrder();
        clock.advance(Duration.ofDays(4));

        // When
        boolean early = worker().handleNext();

        // Then
        assertThat(early).isFalse();
        SupervisionOrder reported =
                orders().reportSupervisionOrder(report(extended)).getSupervisionOrder();
        clock.advance(Duration.ofDays(7));
        assertThat(worker().handleNext()).isFalse();
        assertThat(stored(order)).isEqualTo(reported);
        assertThat(reported.getLate()).isFalse();
        assertThat(reasonOf(refused(
                        () -> SupervisionOrderServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER))
                                .acceptSupervisionReport(AcceptSupervisionReportRequest.newBuilder()
                                        .setRequestId(newId())
                                        .setName(order.getName())
                                        .setEtag(reported.getEtag())
                                        .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void aReportWaitsForADecisionOfSomebodyElseAndIsAskedForAgain() {
        // Given
        SupervisionOrderServiceBlockingStub own =
                SupervisionOrderServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.COMMANDER));
        SupervisionOrder reported =
                own.reportSupervisionOrder(report(issued(newCase("OPEN")))).getSupervisionOrder();
        clock.advance(Duration.ofDays(7).plusSeconds(1));

        // When
        boolean asked = worker().handleNext();

        // Then
        assertThat(asked).isTrue();
        SupervisionOrder waiting = stored(reported);
        assertThat(waiting.getState()).isEqualTo(SupervisionOrder.State.REPORTED);
        assertThat(waiting.getDecideBy()).isEqualTo(at(clock.instant().plus(Duration.ofDays(7))));
        assertThat(worker().handleNext()).isFalse();
        AcceptSupervisionReportRequest accept = AcceptSupervisionReportRequest.newBuilder()
                .setRequestId(newId())
                .setName(waiting.getName())
                .setEtag(waiting.getEtag())
                .build();
        assertThat(reasonOf(refused(() -> own.acceptSupervisionReport(accept)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(orders().acceptSupervisionReport(accept)
                        .getSupervisionOrder()
                        .getState())
                .isEqualTo(SupervisionOrder.State.FULFILLED);
    }

    @Test
    void aCampaignAddsUpItsResultsAndIsOverdueUntilItIsConcluded() {
        // Given
        var campaigns = CampaignServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
        PlanCampaignRequest.Builder plan = PlanCampaignRequest.newBuilder()
                .setRequestId(newId())
                .setTitle("spring")
                .setBasis("document 7")
                .setOwner("wang")
                .setFrom(at(clock.instant()))
                .setUntil(at(clock.instant().plus(Duration.ofDays(30))))
                .addTargets(PlannedTarget.newBuilder()
                        .setTitle("outfalls")
                        .setUnit("inspections")
                        .setPlanned(40));
        Campaign campaign = campaigns.planCampaign(plan.build()).getCampaign();

        // When
        ReportCampaignResultRequest.Builder result = ReportCampaignResultRequest.newBuilder()
                .setRequestId(newId())
                .setName(campaign.getName())
                .setEtag(campaign.getEtag())
                .setTarget(1)
                .setCount(12);
        Campaign reported = campaigns.reportCampaignResult(result.build()).getCampaign();

        // Then
        assertThat(reported.getTargets(0).getReached()).isEqualTo(12);
        assertThat(reasonOf(refused(() -> campaigns.reportCampaignResult(result.setRequestId(newId())
                        .setEtag(reported.getEtag())
                        .setCount(-13)
                        .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> campaigns.planCampaign(plan.setRequestId(newId())
                        .setUntil(at(clock.instant().minusSeconds(1)))
                        .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        clock.advance(Duration.ofDays(31));
        assertThat(worker().handleNext()).isTrue();
        Campaign over = campaigns
                .concludeCampaign(ConcludeCampaignRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(campaign.getName())
                        .setEtag("3")
                        .setConclusion("12 of 40")
                        .build())
                .getCampaign();
        assertThat(over.getLate()).isTrue();
    }

    @Test
    void aConsultationIsKeptAndCorrectedByAnother() {
        // Given
        var consultations = ConsultationServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
        String caseName = newCase("OPEN");
        RecordConsultationRequest.Builder request = RecordConsultationRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(caseName)
                .setHeldAt(at(clock.instant()))
                .addParticipants("wang")
                .addParticipants("zhao, procuratorate")
                .setQuestion("which law")
                .setOpinion("the fisheries law");
        Consultation first = consultations.recordConsultation(request.build()).getConsultation();

        // When
        Consultation second = consultations
                .recordConsultation(request.setRequestId(newId())
                        .setOptionalCorrects(first.getName())
                        .setOpinion("the river law")
                        .build())
                .getConsultation();

        // Then
        assertThat(consultations
                        .listConsultations(ListConsultationsRequest.newBuilder()
                                .setOptionalSubject(caseName)
                                .build())
                        .getConsultationsList())
                .containsExactly(second, first);
        assertThat(reasonOf(refused(() -> consultations.recordConsultation(request.setRequestId(newId())
                        .setSubject(newCase("OPEN"))
                        .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> consultations.recordConsultation(request.setRequestId(newId())
                        .clearOptionalCorrects()
                        .setSubject("campaigns/" + UUID.randomUUID())
                        .build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> consultations.recordConsultation(request.setRequestId(newId())
                        .setSubject(caseName)
                        .addParticipants("agencies/nobody")
                        .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, TargetedCaseServiceGrpc.getServiceDescriptor(), 200, 20261123);
        RandomMessages.throwAt(rpc, SupervisionOrderServiceGrpc.getServiceDescriptor(), 200, 20261123);
        RandomMessages.throwAt(rpc, CampaignServiceGrpc.getServiceDescriptor(), 200, 20261123);
        RandomMessages.throwAt(rpc, ConsultationServiceGrpc.getServiceDescriptor(), 200, 20261123);

        assertThat(issued(newCase("OPEN")).getName()).startsWith("supervisionOrders/");
    }
}
