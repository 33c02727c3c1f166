package io.qipan.dispatch.afteraction;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.AcknowledgeCommandRequest;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyRole;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc.ContingencyServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ContingencyStep;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ListContingencyTasksRequest;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.RecordDifference;
import io.qipan.proto.dispatch.v1.RecordDifference.Kind;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.ReturnReferralRequest;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.proto.dispatch.v1.VerifyRecordRequest;
import io.qipan.proto.dispatch.v1.VerifyRecordResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compared with its row beside calls, incidents and orders. */
class StoredKindsIT extends AfterActionScenario {
    private static final String PLAN = "contingencyPlans/burning-house";

    private final Instant begin = clock.instant();

    private VerifyRecordResponse verify() {
        seal();
        return commander()
                .afterAction
                .verifyRecord(VerifyRecordRequest.newBuilder()
                        .setFrom(Times.message(begin))
                        .setUntil(Times.message(clock.instant().plusSeconds(1)))
                        .build());
    }

    private ContingencyServiceBlockingStub work() {
        return ContingencyServiceGrpc.newBlockingStub(harness.channelOf("wang", Role.DISPATCHER));
    }

    private Transfer offered() {
        Call call = desk().take(aCall());
        return desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(call.getName())
                        .setCallEtag(call.getEtag())
                        .setPartner("agencies/12345")
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build())
                .getTransfer();
    }

    /** To two posts, one of which takes note. */
    private CommandOrder commanded() {
        CommandOrder order = desk().commands
                .issueCommandOrder(IssueCommandOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setKind(CommandOrder.Kind.INFORM)
                        .setTitle("Bridge closed")
                        .setText("The road bridge is closed from now on.")
                        .setAudience(
                                Audience.newBuilder().addPosts("posts/bridge").addPosts("posts/pier"))
                        .setAcknowledgeWithinS(120)
                        .build())
                .getOrder();
        CommandNotice notice = desk().commands
                .listCommandNotices(ListCommandNoticesRequest.newBuilder()
                        .setOptionalOrder(order.getName())
                        .build())
                .getNotices(0);
        CommandNotice ignored = desk().commands
                .acknowledgeCommand(AcknowledgeCommandRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .build())
                .getNotice();
        return order;
    }

    private static ContingencyStep.Builder step(String code) {
        return ContingencyStep.newBuilder()
                .setCode(code)
                .setPhase("respond")
                .setText("Do " + code)
                .setRole("lead")
                .setWithinS(300)
                .setFromLevel(1);
    }

    /** Four tasks: one done, which starts the clock of the next, one proposed to be skipped, one that nobody takes. */
    private ContingencyActivation activated(Incident incident) {
        ContingencyPlan plan = ContingencyPlanServiceGrpc.newBlockingStub(harness.channelOf("zhao", Role.COMMANDER))
                .putContingencyPlan(PutContingencyPlanRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(PLAN)
                        .setReason("after the drill in spring")
                        .setContent(ContingencyPlanContent.newBuilder()
                                .setTitleZh("楼房火灾疏散预案")
                                .setCondition(ResponsePlan.Condition.getDefaultInstance())
                                .addRoles(ContingencyRole.newBuilder()
                                        .setCode("lead")
                                        .setTitle("现场指挥")
                                        .addPosts("desk:field"))
                                .addSteps(step("clear"))
                                .addSteps(step("gas").setOptionalAfter("clear"))
                                .addSteps(step("road").setMandatory(true))
                                .addSteps(step("shelter")))
                        .build())
                .getPlan();
        ContingencyActivation activation = work().activateContingencyPlan(ActivateContingencyPlanRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setPlan(PLAN)
                        .setRevision(plan.getRevision())
                        .setLevel(1)
                        .setReason("people at the windows")
                        .build())
                .getActivation();
        ContingencyTask taken = work().takeContingencyTask(TakeContingencyTaskRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(task(activation, "clear").getName())
                        .setEtag(task(activation, "clear").getEtag())
                        .build())
                .getTask();
        ContingencyTask ignored = work().completeContingencyTask(CompleteContingencyTaskRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(taken.getName())
                        .setEtag(taken.getEtag())
                        .setResult("eleven came out")
                        .build())
                .getTask();
        ignored = work().skipContingencyTask(SkipContingencyTaskRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(task(activation, "road").getName())
                        .setEtag(task(activation, "road").getEtag())
                        .setReason("closed already")
                        .build())
                .getTask();
        return activation;
    }

    private ContingencyTask task(ContingencyActivation activation, String step) {
        return work()
                .listContingencyTasks(ListContingencyTasksRequest.newBuilder()
                        .setActivation(activation.getName())
                        .build())
                .getTasksList()
                .stream()
                .filter(task -> task.getStep().equals(step))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void transfersCommandsAndContingenciesAreWhatWasToldOfThem() {
        // Given
        Transfer transfer = offered();
        CommandOrder order = commanded();
        ContingencyActivation activation = activated(opened("theft", false));
        int handled = pass(Duration.ofSeconds(90)) + pass(Duration.ofMinutes(5)) + pass(Duration.ofHours(3));

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(List.of(transfer.getName(), order.getName(), activation.getName()))
                .doesNotHaveDuplicates();
        assertThat(handled).isPositive();
        assertThat(verified.getDifferencesList()).isEmpty();
        assertThat(verified.getStoredChecked())
                .as("2 calls, an incident, a transfer, a command with 2 notices, an activation with 4 tasks")
                .isEqualTo(12);
    }

    @Test
    void aRowOfTheirsThatWasChangedBehindItsBackIsFound() {
        // Given
        Transfer transfer = offered();
        CommandOrder order = commanded();
        ContingencyActivation activation = activated(opened("theft", false));
        DATABASE.execute("update transfer set note = 'nothing to do with it'");
        DATABASE.execute("update command_order set owner = 'desk:nobody'");
        DATABASE.execute("update command_notice set handovers = 7 where recipient = 'posts/pier'");
        DATABASE.execute("update contingency_activation set reason = 'no reason'");
        DATABASE.execute("update contingency_task set text = 'Do nothing' where step = 'gas'");
        DATABASE.execute("delete from contingency_task where step = 'shelter'");

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(verified.getDifferencesList())
                .extracting(RecordDifference::getKind)
                .containsOnly(Kind.STORED_DIFFERS, Kind.NOT_STORED)
                .hasSize(6);
        assertThat(verified.getDifferencesList())
                .extracting(RecordDifference::getResource)
                .contains(
                        transfer.getName(),
                        order.getName(),
                        activation.getName(),
                        task(activation, "gas").getName());
    }

    /** Taken over, given back, and decided by nobody. */
    @Test
    void referralsAreWhatWasToldOfThem() {
        // Given
        Referral taken = referred("hotline-1");
        Referral returned = referred("hotline-2");
        Referral waiting = referred("hotline-3");
        taken = desk().referrals
                .acceptReferral(AcceptReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(taken.getName())
                        .setEtag(taken.getEtag())
                        .build())
                .getReferral();
        returned = desk().referrals
                .returnReferral(ReturnReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(returned.getName())
                        .setEtag(returned.getEtag())
                        .setReason("a matter of the housing office")
                        .build())
                .getReferral();
        int handled = pass(Duration.ofHours(3)) + pass(Duration.ofHours(24));

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(List.of(taken.getName(), returned.getName(), waiting.getName()))
                .doesNotHaveDuplicates();
        assertThat(handled).isPositive();
        assertThat(verified.getDifferencesList()).isEmpty();
        assertThat(verified.getStoredChecked()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aReferralThatWasChangedBehindItsBackIsFound() {
        // Given
        Referral referral = referred("hotline-1");
        DATABASE.execute("update referral set reference = 'hotline-9'");

        // When
        VerifyRecordResponse verified = verify();

        // Then
        assertThat(verified.getDifferencesList()).singleElement().satisfies(difference -> {
            assertThat(difference.getKind()).isEqualTo(Kind.STORED_DIFFERS);
            assertThat(difference.getResource()).isEqualTo(referral.getName());
        });
    }

    private Referral referred(String reference) {
        return new Desk(harness.agencyChannel("zhao", "agencies/12345"))
                .referrals
                .offerReferral(OfferReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setReference(reference)
                        .setMatter("noise_complaint")
                        .setMode(TransferMode.PUSHED)
                        .setText("they shout in the yard every night")
                        .addLocations(riverBank())
                        .setConsent(true)
                        .build())
                .getReferral();
    }
}
