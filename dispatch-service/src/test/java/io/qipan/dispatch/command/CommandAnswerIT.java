package io.qipan.dispatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandNotice.State;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ListCommandNoticesRequest;
import io.qipan.proto.dispatch.v1.ReportCommandResultRequest.Result;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandAnswerIT extends CommandScenario {

    @Test
    void onlyTheRecipientAnswersAndTheDutyRoomForItOnlyByVoice() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR, BOAT));
        CommandNotice boat = noticeOf(BOAT, order);

        // When
        StatusRuntimeException other = Refusals.refused(() -> crew(CAR).acknowledge(boat));
        StatusRuntimeException otherByVoice = Refusals.refused(() -> crew(CAR).acknowledge(boat, true));
        StatusRuntimeException silently = Refusals.refused(() -> wang().acknowledge(boat));
        CommandNotice byVoice = wang().acknowledge(boat, true);

        // Then
        assertThat(List.of(Refusals.reasonOf(other), Refusals.reasonOf(otherByVoice), Refusals.reasonOf(silently)))
                .containsOnly(Reason.ACCESS_DENIED);
        assertThat(byVoice.getByVoice()).isTrue();
        assertThat(byVoice.getAcknowledgedBy()).isEqualTo("wang");
    }

    @Test
    void aUnitReadsItsOwnNoticesOnly() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR, BOAT));
        CommandNotice boat = noticeOf(BOAT, order);

        // When
        StatusRuntimeException one = Refusals.refused(() -> crew(CAR).now(boat));
        StatusRuntimeException all = Refusals.refused(() -> crew(CAR).notices(order));
        StatusRuntimeException theirs = Refusals.refused(() -> {
            var ignored = unit(CAR)
                    .commands
                    .listCommandNotices(ListCommandNoticesRequest.newBuilder()
                            .setOptionalRecipient(BOAT)
                            .build());
        });
        StatusRuntimeException wholeOrder = Refusals.refused(() -> crew(CAR).now(order));

        // Then
        assertThat(List.of(
                        Refusals.reasonOf(one),
                        Refusals.reasonOf(all),
                        Refusals.reasonOf(theirs),
                        Refusals.reasonOf(wholeOrder)))
                .containsOnly(Reason.ACCESS_DENIED);
        assertThat(crew(BOAT).now(boat)).isEqualTo(boat);
    }

    @Test
    void theCrewThatTakesOverAUnitIsToldAnew() {
        // Given
        CommandOrder order = wang().issue(Commander.toDo(CAR, BOAT));
        CommandNotice read = crew(CAR).acknowledge(crew(CAR).deliver(noticeOf(CAR, order)));
        patrol.comesOnDuty(BOAT, clock.instant().minusSeconds(3_600));
        clock.advance(Duration.ofSeconds(100));
        patrol.comesOnDuty(CAR, clock.instant());

        // When
        clock.advance(Duration.ofSeconds(5));
        dispatch.commands().followCrews().run();
        dispatch.commands().followCrews().run();

        // Then
        CommandNotice anew = wang().now(read);
        assertThat(anew.getState()).isEqualTo(State.SENT);
        assertThat(anew.getHandovers()).isEqualTo(1);
        assertThat(anew.hasDeliveredAt()).isFalse();
        assertThat(anew.getAcknowledgeBy()).isNotEqualTo(order.getAcknowledgeBy());
        assertThat(noticeOf(BOAT, order).getHandovers()).isZero();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> crew(CAR).report(read, Result.DONE, ""))))
                .isEqualTo(Reason.STALE_ETAG);
        int due = pass(60);
        assertThat(due).isPositive();
        assertThat(wang().now(read).getReminded()).isTrue();
    }

    @Test
    void patrolBeingAwayHoldsUpNothing() {
        // Given
        CommandOrder order = wang().issue(Commander.toKnow(CAR));
        patrol.goAway();

        // When
        dispatch.commands().followCrews().run();

        // Then
        assertThat(crew(CAR).acknowledge(noticeOf(CAR, order)).getState()).isEqualTo(State.ACKNOWLEDGED);
    }

    @Test
    void anAnswerToExecuteNeedsAReasonWhenItIsNotDone() {
        // Given
        CommandOrder execute = wang().issue(Commander.toDo(CAR));
        CommandOrder inform = wang().issue(Commander.toKnow(CAR));

        // When
        StatusRuntimeException silent =
                Refusals.refused(() -> crew(CAR).report(noticeOf(CAR, execute), Result.DECLINED, " "));
        StatusRuntimeException nothingToDo =
                Refusals.refused(() -> crew(CAR).report(noticeOf(CAR, inform), Result.DONE, ""));

        // Then
        assertThat(Refusals.reasonOf(silent)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(Refusals.reasonOf(nothingToDo)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }
}
