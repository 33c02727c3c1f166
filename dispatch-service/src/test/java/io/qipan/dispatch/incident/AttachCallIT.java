package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.runtime.refusal.Reason;
import org.junit.jupiter.api.Test;

/** Many callers about one incident: none of them speaks against the others. */
class AttachCallIT extends DispatchScenario {

    private static AttachCallRequest attaching(Incident incident, Call call, String etag) {
        return AttachCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(incident.getName())
                .setEtag(etag)
                .setCall(call.getName())
                .build();
    }

    @Test
    void a_call_is_attached_to_an_incident_that_others_have_changed() {
        // Given
        Call first = desk().take(aCall());
        Incident incident = desk().open(anIncidentOf(first, "traffic_collision"));
        Call second = desk().take(aCall());
        Call third = desk().take(aCall());
        Incident ignored = desk().attach(incident, second);

        // When
        Incident attached =
                desk().incidents.attachCall(attaching(incident, third, "")).getIncident();

        // Then
        assertThat(attached.getCallsList()).containsExactly(first.getName(), second.getName(), third.getName());
    }

    @Test
    void whoever_names_an_etag_is_told_that_it_is_not_the_incidents_any_more() {
        // Given
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "traffic_collision"));
        Incident ignored = desk().attach(incident, desk().take(aCall()));
        Call third = desk().take(aCall());

        // When
        StatusRuntimeException refusal =
                refused(() -> desk().incidents.attachCall(attaching(incident, third, incident.getEtag())));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void an_incident_that_has_ended_takes_no_call() {
        // Given
        Incident ended = desk().end(desk().open(anIncidentOf(desk().take(aCall()), "traffic_collision")));
        Call late = desk().take(aCall());

        // When
        StatusRuntimeException refusal = refused(() -> desk().incidents.attachCall(attaching(ended, late, "")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }
}
