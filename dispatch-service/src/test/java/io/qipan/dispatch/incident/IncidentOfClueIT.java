package io.qipan.dispatch.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.runtime.caller.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ecology-service opens the incident of a clue. */
class IncidentOfClueIT extends DispatchScenario {
    private static final String CLUE = "clues/01939b4e-0000-7000-8000-000000000001";

    private IncidentServiceBlockingStub ecology() {
        return IncidentServiceGrpc.newBlockingStub(harness.channelOf("service:ecology", Role.SERVICE));
    }

    private static OpenIncidentRequest request(String summary) {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setType("illegal_fishing_electric")
                .setSummary(summary)
                .setOptionalClue(CLUE)
                .build();
    }

    @Test
    void a_clue_has_one_incident_however_often_it_is_asked_for() {
        // Given
        Incident first = ecology().openIncident(request("a generator")).getIncident();

        // When
        Incident again = ecology().openIncident(request("a generator, louder")).getIncident();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(first.getClue()).isEqualTo(CLUE);
        assertThat(first.getOwner()).isEqualTo("desk:dispatch");
        assertThat(told(first.getName())).containsExactly("incident.opened");
        assertThat(deadlines(first.getName())).contains("incident.attend");
    }
}
