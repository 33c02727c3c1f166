package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import org.junit.jupiter.api.Test;

/** A call that is taken out of an incident while somebody elsewhere works on it can go every way that an open call can. */
class DetachedIT extends TransferScenario {

    /** Of a call that is open again, and that the hotline has taken meanwhile. */
    private Transfer taken() {
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "traffic_collision"));
        Call call = desk().take(aCall());
        Incident attached = desk().attach(incident, call);
        Transfer offered = offer(offering(now(call)));
        pass(0);
        answer(offered, Answer.ACCEPT);
        var ignored = desk().incidents
                .detachCall(DetachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(attached.getName())
                        .setEtag(attached.getEtag())
                        .setCall(call.getName())
                        .setReason("another bridge")
                        .build());
        return now(offered);
    }

    @Test
    void it_becomes_an_incident_of_its_own_and_they_go_on_with_what_they_have_taken() {
        // Given
        Transfer taken = taken();

        // When
        Incident opened = desk().open(anIncidentOf(callOf(taken), "traffic_collision"));

        // Then
        assertThat(callOf(taken).getIncident()).isEqualTo(opened.getName());
        assertThat(now(taken).getState()).isEqualTo(State.ACCEPTED);
        assertThat(answer(taken, Answer.COMPLETE).getState()).isEqualTo(State.COMPLETED);
        assertThat(partners.dropped).isEmpty();
    }

    @Test
    void it_joins_another_incident() {
        // Given
        Transfer taken = taken();
        Incident other = desk().open(anIncidentOf(desk().take(aCall()), "traffic_collision"));

        // When
        Incident joined = desk().attach(other, callOf(taken));

        // Then
        assertThat(joined.getCallsList()).contains(taken.getCall());
        assertThat(now(taken).getState()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void it_ends_without_an_incident_as_what_they_have_taken_does_not_come_back() {
        // Given
        Transfer taken = taken();
        Call open = callOf(taken);

        // When
        Call ended = desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(open.getName())
                        .setEtag(open.getEtag())
                        .setOutcome(CallOutcome.NO_ACTION)
                        .setRationale("12345 has it")
                        .build())
                .getCall();

        // Then
        assertThat(ended.getState()).isEqualTo(Call.State.ENDED);
        assertThat(deadlines(taken.getName())).containsExactly("transfer.answer");
    }
}
