package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A partner that takes a matter and vanishes does not have it for ever. */
class TakenBackIT extends TransferScenario {

    private Transfer accepted() {
        return answer(delivered(), Answer.ACCEPT);
    }

    @Test
    void it_is_theirs_as_long_as_they_have_time_for_a_result() {
        // Given
        Transfer accepted = accepted();
        pass(Duration.ofHours(23));

        // When
        var refusal = refused(() -> desk().transfers.withdrawTransfer(withdrawing(accepted)));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(refusal)).containsEntry("state", "accepted").containsEntry("action", "be taken back");
        assertThat(refusal.getStatus().getDescription()).contains(HOTLINE, "has time for a result until");
        assertThat(now(accepted)).isEqualTo(accepted);
    }

    @Test
    void after_that_it_is_taken_back_and_its_call_is_open_again_with_its_owner_and_a_deadline() {
        // Given
        Transfer accepted = accepted();
        pass(Duration.ofHours(24));
        pass(0);

        // When
        Transfer back = desk().transfers.withdrawTransfer(withdrawing(accepted)).getTransfer();

        // Then
        Call open = callOf(accepted);
        assertThat(back.getState()).isEqualTo(State.KEPT);
        assertThat(back.getAcceptedBy()).isEqualTo("agent 17");
        assertThat(open.getState()).isEqualTo(Call.State.OPEN);
        assertThat(open.getOwner()).isEqualTo("wang");
        assertThat(deadlines(open.getName())).containsExactly("call.decide");
        assertThat(told(open.getName()))
                .containsExactly("call.received", "call.caller_shown", "call.ended", "call.taken_back");
        assertThat(told(accepted.getName())).endsWith("transfer.overdue", "transfer.taken_back");
        pass(0);
        assertThat(partners.dropped).hasSize(1);
        assertThat(deadlines(accepted.getName())).isEmpty();
        var late = refused(() -> answer(accepted, Answer.COMPLETE));
        assertThat(metadataOf(late)).containsEntry("state", "kept");
    }

    @Test
    void what_was_taken_back_goes_every_way_that_an_open_call_can_and_nothing_is_left_waiting() {
        // Given
        Transfer accepted = accepted();
        pass(Duration.ofHours(24));
        var ignored = desk().transfers.withdrawTransfer(withdrawing(accepted));
        pass(0);

        // When
        Incident opened = desk().open(anIncidentOf(callOf(accepted), "traffic_collision"));

        // Then
        assertThat(callOf(accepted).getIncident()).isEqualTo(opened.getName());
        pass(0);
        assertThat(desk().attentions
                        .listAttentions(ListAttentionsRequest.getDefaultInstance())
                        .getAttentionsList())
                .noneSatisfy(attention -> assertThat(attention.getResource()).isEqualTo(accepted.getName()));
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .noneSatisfy(work -> assertThat(work.getResource()).isEqualTo(accepted.getName()));
    }

    @Test
    void a_call_that_led_to_an_incident_stays_with_it() {
        // Given
        Call call = desk().take(aCall());
        Incident incident = desk().open(anIncidentOf(call, "traffic_collision"));
        Transfer offered = offer(offering(now(call)));
        pass(0);
        Transfer accepted = answer(offered, Answer.ACCEPT);
        pass(Duration.ofHours(24));

        // When
        Transfer back = desk().transfers.withdrawTransfer(withdrawing(accepted)).getTransfer();

        // Then
        assertThat(back.getState()).isEqualTo(State.KEPT);
        assertThat(back.hasNextDeadlineAt()).isFalse();
        assertThat(now(call).getIncident()).isEqualTo(incident.getName());
    }

    /** Somebody who responds to emergencies has come to it. */
    private Transfer coming(Call call, String partner, String matter) {
        Transfer offered =
                offer(offering(now(call)).setPartner(partner).setMatter(matter).setDanger(true));
        pass(0);
        return answer(offered, Answer.ACCEPT);
    }

    private Call end(Call call, CallOutcome outcome) {
        return desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(now(call).getEtag())
                        .setOutcome(outcome)
                        .setRationale("nobody needs us")
                        .build())
                .getCall();
    }

    private Transfer takeBack(Transfer transfer) {
        return desk().transfers.withdrawTransfer(withdrawing(transfer)).getTransfer();
    }

    @Test
    void a_call_that_a_person_ended_as_transferred_can_end_again_and_lots_are_cast_for_both_ends() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = coming(call, FIRE_BRIGADE, "fire");
        Call transferred = end(call, CallOutcome.TRANSFERRED);
        pass(Duration.ofHours(24));
        Transfer ignored = takeBack(fire);
        assertThat(now(call).getState()).isEqualTo(Call.State.OPEN);

        // When
        Call ended = end(call, CallOutcome.NO_ACTION);

        // Then
        assertThat(transferred.getOutcome()).isEqualTo(CallOutcome.TRANSFERRED);
        assertThat(ended.getOutcome()).isEqualTo(CallOutcome.NO_ACTION);
        assertThat(rows("select outcome from closure where 'calls/' || call_id = '" + call.getName() + "' order by id"))
                .containsExactly("TRANSFERRED", "NO_ACTION");
    }

    @Test
    void a_call_that_another_has_too_is_open_again_only_when_nobody_has_it() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = coming(call, FIRE_BRIGADE, "fire");
        Transfer ambulance = coming(call, AMBULANCE, "medical_emergency");
        Call transferred = end(call, CallOutcome.TRANSFERRED);
        pass(Duration.ofHours(24));

        // When
        Transfer back = takeBack(fire);

        // Then
        assertThat(back.getState()).isEqualTo(State.KEPT);
        assertThat(now(call)).isEqualTo(transferred);
        Transfer ignored = takeBack(ambulance);
        assertThat(now(call).getState()).isEqualTo(Call.State.OPEN);
        assertThat(deadlines(call.getName())).containsExactly("call.decide");
    }

    @Test
    void a_call_that_another_has_seen_to_stays_ended() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = coming(call, FIRE_BRIGADE, "fire");
        answer(coming(call, AMBULANCE, "medical_emergency"), Answer.COMPLETE);
        Call transferred = end(call, CallOutcome.TRANSFERRED);
        pass(Duration.ofHours(24));

        // When
        Transfer back = takeBack(fire);

        // Then
        assertThat(back.getState()).isEqualTo(State.KEPT);
        assertThat(now(call)).isEqualTo(transferred);
    }

    @Test
    void what_one_took_over_is_open_again_though_another_who_came_before_has_done_its_part() {
        // Given
        Call call = desk().take(aCall());
        answer(coming(call, FIRE_BRIGADE, "fire"), Answer.COMPLETE);
        Transfer hydrant = offer(offering(now(call)));
        pass(0);
        answer(hydrant, Answer.ACCEPT);
        assertThat(now(call).getOutcome()).isEqualTo(CallOutcome.TRANSFERRED);
        pass(Duration.ofHours(24));

        // When
        Transfer back = takeBack(hydrant);

        // Then
        assertThat(back.getState()).isEqualTo(State.KEPT);
        assertThat(now(call).getState()).isEqualTo(Call.State.OPEN);
    }
}
