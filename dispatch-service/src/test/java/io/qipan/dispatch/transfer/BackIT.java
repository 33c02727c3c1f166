package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes back is somebody's here. */
class BackIT extends TransferScenario {

    private Call end(Call call) {
        return desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.HOAX)
                        .setRationale("laughter")
                        .build())
                .getCall();
    }

    /** Of a call whose incident has ended. */
    private Transfer afterwards() {
        Call call = desk().take(aCall());
        Incident incident = desk().open(anIncidentOf(call, "traffic_collision"));
        desk().end(incident);
        Call ended = desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        Transfer offered = offer(offering(ended));
        pass(0);
        return now(offered);
    }

    @Test
    void a_call_on_its_way_to_others_does_not_end() {
        // Given
        Transfer offered = offered();
        Call call = callOf(offered);

        // When
        var refusal = refused(() -> end(call));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(refusal)).containsEntry("transfer", offered.getName());
        pass(0);
        answer(offered, Answer.RETURN);
        assertThat(deadlines(call.getName())).containsExactly("call.decide");
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(end(call).getState()).isEqualTo(Call.State.ENDED);
    }

    @Test
    void what_comes_back_to_a_call_that_has_ended_is_work_until_somebody_has_seen_it() {
        // Given
        Transfer offered = afterwards();
        answer(offered, Answer.RETURN);
        pass(0);
        pass(Duration.ofMinutes(5));
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .contains(offered.getName());
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();

        // When
        Transfer seen = desk().transfers.withdrawTransfer(withdrawing(offered)).getTransfer();

        // Then
        assertThat(seen.getState()).isEqualTo(State.RETURNED);
        assertThat(seen.getReason()).isEqualTo("seen to");
        assertThat(seen.hasNextDeadlineAt()).isFalse();
        assertThat(told(offered.getName()))
                .endsWith("transfer.returned", "transfer.unseen", "transfer.unseen", "transfer.seen");
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> desk().transfers.withdrawTransfer(withdrawing(offered)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void what_nobody_decided_is_too_and_the_partner_is_told_once() {
        // Given
        Transfer offered = afterwards();

        // When
        pass(Duration.ofMinutes(7));
        pass(Duration.ofMinutes(5));

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.KEPT);
        assertThat(deadlines(offered.getName())).containsExactly("transfer.see");
        assertThat(partners.dropped).hasSize(1);
    }

    @Test
    void what_becomes_an_incident_here_is_not_theirs_to_take() {
        // Given
        Transfer offered = delivered();

        // When
        Incident opened = desk().open(anIncidentOf(callOf(offered), "traffic_collision"));
        pass(0);

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.KEPT);
        assertThat(now(offered).getReason()).contains(opened.getName());
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(partners.dropped).hasSize(1);
        assertThat(reasonOf(refused(() -> answer(offered, Answer.ACCEPT)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void what_joins_an_incident_here_is_not_theirs_either_before_they_have_heard_of_it() {
        // Given
        Incident fire = desk().open(anIncidentOf(desk().take(aCall()), "traffic_collision"));
        Transfer offered = offered();

        // When
        desk().incidents
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(fire.getName())
                        .setEtag(fire.getEtag())
                        .setCall(offered.getCall())
                        .build());
        pass(0);

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.KEPT);
        assertThat(deadlines(offered.getName())).isEmpty();
    }

    @Test
    void whoever_offers_it_again_has_seen_that_it_is_back() {
        // Given
        Transfer first = afterwards();
        answer(first, Answer.RETURN);

        // When
        Transfer second = offer(offering(callOf(first)));

        // Then
        assertThat(second.getState()).isEqualTo(State.OFFERED);
        assertThat(told(first.getName())).endsWith("transfer.seen");
        assertThat(deadlines(first.getName())).isEmpty();
    }

    @Test
    void the_partner_gets_the_number_and_the_history_of_the_call_says_who_has_it() {
        // Given
        Transfer offered = offer(offering(desk().take(aCall().setCallerId("13812345678"))));

        // When
        pass(0);

        // Then
        assertThat(partners.numbers).containsExactly(Optional.of("13812345678"));
        assertThat(rows("select actor || ': ' || reason from journal where action = 'call.caller_shown'"))
                .containsExactly("wang: To " + HOTLINE + " with " + offered.getName());
    }
}
