package io.qipan.dispatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandNotice.State;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.ReportCommandResultRequest.Result;
import io.qipan.proto.dispatch.v1.TakeOverCommandOrderRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CommandOrderIT extends CommandScenario {

    @Test
    void reachesEveryUnitInServiceAndEveryPostOnce() {
        // Given
        IssueCommandOrderRequest.Builder request = Commander.toKnow(POST, CAR);
        request.getAudienceBuilder().setUnitsInService(true).addUnits(CAR);

        // When
        CommandOrder order = wang().issue(request);

        // Then
        assertThat(order.getRecipients()).isEqualTo(62);
        assertThat(wang().notices(order))
                .hasSize(62)
                .allMatch(notice -> notice.getState() == State.SENT)
                .extracting(CommandNotice::getRecipient)
                .contains(POST, CAR, BOAT)
                .doesNotHaveDuplicates()
                .doesNotContain("units/boat-2");
        assertThat(rows("select action from journal where resource like 'command%' group by action order by 1"))
                .containsExactly("command_notice.sent", "command_order.issued");
        assertThat(rows("select count(*)::text from journal where action = 'command_notice.sent'"))
                .containsExactly("62");
        assertThat(deadlines(order.getName())).containsExactly("command_order.look");
    }

    @Test
    void choosesTheUnitsThatCanDoIt() {
        // Given
        IssueCommandOrderRequest.Builder water = Commander.toKnow()
                .setAudience(Audience.newBuilder()
                        .setUnitsInService(true)
                        .addCapabilities("water")
                        .addCapabilities("rescue"));
        IssueCommandOrderRequest.Builder air = Commander.toKnow()
                .setAudience(Audience.newBuilder().setUnitsInService(true).addCapabilities("air"));

        // When
        CommandOrder order = wang().issue(water);
        StatusRuntimeException nobody = Refusals.refused(() -> wang().issue(air));

        // Then
        assertThat(wang().notices(order))
                .extracting(CommandNotice::getRecipient)
                .containsExactly(BOAT);
        assertThat(Refusals.reasonOf(nobody)).isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void refusesUnitsThatNobodyKnowsAndSendsNothing() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> wang().issue(Commander.toKnow(CAR, "units/ghost")));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.textOf(refused)).contains("units/ghost");
        assertThat(rows("select resource from journal where resource like 'command%'"))
                .isEmpty();
    }

    @Test
    void isCompleteWhenTheLastHasAnswered() {
        // Given
        CommandOrder order = wang().issue(Commander.toDo(CAR, BOAT, POST));
        CommandNotice car = crew(CAR).acknowledge(crew(CAR).deliver(noticeOf(CAR, order)));
        car = crew(CAR).report(car, Result.DONE, "");
        CommandNotice boat = crew(BOAT).report(noticeOf(BOAT, order), Result.DECLINED, "engine");
        CommandOrder before = wang().now(order).getOrder();

        // When
        CommandNotice post = wang().report(noticeOf(POST, order), Result.FAILED, "gate locked");

        // Then
        assertThat(before.getState()).isEqualTo(CommandOrder.State.OPEN);
        assertThat(List.of(car.getState(), boat.getState(), post.getState()))
                .containsExactly(State.DONE, State.DECLINED, State.FAILED);
        CommandOrder after = wang().now(order).getOrder();
        assertThat(after.getState()).isEqualTo(CommandOrder.State.COMPLETE);
        assertThat(after.hasNextDeadlineAt()).isFalse();
        assertThat(deadlines(order.getName())).isEmpty();
        assertThat(told(order.getName())).containsExactly("command_order.issued", "command_order.completed");
        assertThat(told(car.getName()))
                .containsExactly(
                        "command_notice.sent",
                        "command_notice.delivered",
                        "command_notice.acknowledged",
                        "command_notice.done");
    }

    @Test
    void isCompleteOnceWhenManyAnswerInTheSameMoment() {
        // Given
        IssueCommandOrderRequest.Builder request = Commander.toKnow();
        request.getAudienceBuilder().setUnitsInService(true);
        CommandOrder order = wang().issue(request);
        List<CommandNotice> notices = wang().notices(order);

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            notices.forEach(notice -> threads.execute(() -> {
                CommandNotice ignored = crew(notice.getRecipient()).acknowledge(notice);
            }));
        }

        // Then
        assertThat(wang().now(order).getOrder().getState()).isEqualTo(CommandOrder.State.COMPLETE);
        assertThat(wang().now(order).getCounts().getAcknowledged()).isEqualTo(61);
        assertThat(told(order.getName())).containsExactly("command_order.issued", "command_order.completed");
    }

    private List<Attention> unanswered() {
        return desk().attentions
                .listAttentions(ListAttentionsRequest.newBuilder()
                        .setOptionalKind(Attention.Kind.COMMAND_UNANSWERED)
                        .build())
                .getAttentionsList();
    }

    @Test
    void remindsAtHalfOfTheTimeAndEscalatesToTheOwnerWhoIsRemindedUntilAllIsAnswered() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR, BOAT).setOptionalOwner("chief"));
        CommandNotice car = crew(CAR).acknowledge(noticeOf(CAR, order));
        int first = pass(60);
        CommandNotice reminded = noticeOf(BOAT, order);
        int second = pass(60);
        CommandNotice escalated = noticeOf(BOAT, order);
        CommandOrder complete = wang().now(order).getOrder();
        int third = pass(600);
        List<Attention> attention = unanswered();

        // When
        CommandNotice late = crew(BOAT).acknowledge(escalated);

        // Then: with what is escalated, its attention is looked at, and goes up after ten minutes
        assertThat(List.of(first, second, third)).containsExactly(1, 2, 3);
        assertThat(attention).singleElement().extracting(Attention::getResource).isEqualTo(order.getName());
        assertThat(attention.getFirst().getOwner()).isEqualTo("desk:command");
        assertThat(pass(0)).isEqualTo(1);
        assertThat(unanswered()).isEmpty();
        assertThat(reminded.getReminded()).isTrue();
        assertThat(escalated.hasEscalatedAt()).isTrue();
        assertThat(reminded.getEtag()).isEqualTo(escalated.getEtag());
        assertThat(complete.getState()).isEqualTo(CommandOrder.State.COMPLETE);
        assertThat(complete.getOwner()).isEqualTo("chief");
        assertThat(complete.hasNextDeadlineAt()).isTrue();
        assertThat(late.getState()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(told(car.getName())).containsExactly("command_notice.sent", "command_notice.acknowledged");
        assertThat(told(late.getName()))
                .containsExactly(
                        "command_notice.sent",
                        "command_notice.reminded",
                        "command_notice.escalated",
                        "command_notice.acknowledged");
        assertThat(told(order.getName()))
                .containsExactly(
                        "command_order.issued",
                        "command_order.completed",
                        "command_order.overdue",
                        "command_order.settled");
        assertThat(deadlines(order.getName())).isEmpty();
    }

    @Test
    void whatIsOwedIsOpenWorkOfItsOwnerAndCanBeTakenOver() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR));

        // When
        CommandOrder taken = new Desk(harness.channelOf("li", Role.COMMANDER))
                .commands
                .takeOverCommandOrder(TakeOverCommandOrderRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(order.getName())
                        .setEtag(order.getEtag())
                        .build())
                .getOrder();

        // Then
        List<OpenWork> work = desk().oversight
                .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                .getWorkList();
        assertThat(work).hasSize(1);
        assertThat(work.getFirst().getResource()).isEqualTo(taken.getName());
        assertThat(work.getFirst().getOwner()).isEqualTo("li");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();
    }

    @Test
    void anExcusedRecipientIsWaitedForNoLonger() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR));

        // When
        CommandNotice excused = wang().excuse(noticeOf(CAR, order));

        // Then
        assertThat(excused.getState()).isEqualTo(State.EXCUSED);
        assertThat(excused.getEndedBy()).isEqualTo("wang");
        assertThat(wang().now(order).getOrder().getState()).isEqualTo(CommandOrder.State.COMPLETE);
    }

    @Test
    void nobodyHasToAnswerAnOrderThatIsWithdrawn() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR, BOAT));
        CommandNotice car = crew(CAR).acknowledge(noticeOf(CAR, order));

        // When
        CommandOrder withdrawn = wang().withdraw(order);

        // Then
        assertThat(withdrawn.getState()).isEqualTo(CommandOrder.State.WITHDRAWN);
        assertThat(wang().now(car).getState()).isEqualTo(State.ACKNOWLEDGED);
        CommandNotice boat = noticeOf(BOAT, order);
        assertThat(boat.getState()).isEqualTo(State.WITHDRAWN);
        assertThat(boat.getReason()).isEqualTo("the water has fallen");
        assertThat(deadlines(order.getName())).isEmpty();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> crew(BOAT).acknowledge(boat))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> wang().withdraw(withdrawn))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void anOrderForADrillIsAnExerciseEverywhereAndOneForARealIncidentCannotBe() {
        // Given
        Incident drill = desk().open(Desk.anIncident("other").setDrill(true));
        Incident real = desk().open(Desk.anIncident("other"));

        // When
        CommandOrder order = wang().issue(Commander.toKnow(CAR).setOptionalBasis(drill.getName()));
        StatusRuntimeException refused = Refusals.refused(() -> wang().issue(
                        Commander.toKnow(CAR).setOptionalBasis(real.getName()).setExercise(true)));

        // Then
        assertThat(order.getExercise()).isTrue();
        assertThat(noticeOf(CAR, order).getExercise()).isTrue();
        assertThat(Refusals.fieldsOf(refused)).containsExactly("exercise");
    }

    @Test
    void refusesTimesThatDoNotFitTheKind() {
        // When
        StatusRuntimeException inform =
                Refusals.refused(() -> wang().issue(Commander.toKnow(CAR).setDoneWithinS(600)));
        StatusRuntimeException tooShort =
                Refusals.refused(() -> wang().issue(Commander.toDo(CAR).setDoneWithinS(120)));

        // Then
        assertThat(Refusals.fieldsOf(inform)).containsExactly("done_within_s");
        assertThat(Refusals.fieldsOf(tooShort)).containsExactly("done_within_s");
    }
}
