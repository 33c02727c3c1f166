package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.runtime.refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real call does not end in an exercise, where nobody would come for it. */
class DrillCallIT extends DispatchScenario {

    private Call now(Call call) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_and_an_incident_of_which_only_one_is_an_exercise_stay_apart(boolean drill) {
        // Given
        Incident incident = desk().open(anIncident("drowning").setDrill(!drill));
        Call call = desk().take(aCall().setDrill(drill));

        // When
        StatusRuntimeException refusal = refused(() -> desk().attach(incident, call));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_MERGEABLE);
        assertThat(metadataOf(refusal))
                .containsEntry("resource", call.getName())
                .containsEntry("why", "drill");
        assertThat(textOf(refusal)).contains(incident.getName(), "Open an incident");
        assertThat(now(call)).isEqualTo(call);
        assertThat(deadlines(call.getName())).containsExactly("call.decide");
        assertThat(desk().now(incident)).isEqualTo(incident);
    }

    @Test
    void another_call_of_an_exercise_is_attached_to_it() {
        // Given
        Incident incident = desk().open(anIncident("drowning").setDrill(true));
        Call call = desk().take(aCall().setDrill(true));

        // When
        Incident attached = desk().attach(incident, call);

        // Then
        assertThat(attached.getCallsList()).containsExactly(call.getName());
        assertThat(now(call).getState()).isEqualTo(Call.State.ENDED);
    }

    @Test
    void an_incident_is_what_its_call_is_whatever_else_is_said() {
        // Given
        Call real = desk().take(aCall());

        // When
        Incident incident = desk().open(anIncidentOf(real, "drowning").setDrill(true));

        // Then
        assertThat(incident.getDrill()).isFalse();
    }
}
