package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
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
}
