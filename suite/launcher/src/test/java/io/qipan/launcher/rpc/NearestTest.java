package io.qipan.launcher.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void theMostAlikeComesFirst() {
        // Given
        List<String> methods = List.of("GetIncident", "ListIncidents", "ListOrders", "WatchIncidents");

        // When
        List<String> near = Nearest.to("ListIncident", methods);

        // Then
        assertThat(near).startsWith("ListIncidents").doesNotContain("ListOrders");
    }

    @Test
    void aNameWithoutPackageFindsTheQualifiedOne() {
        // Given
        List<String> services = List.of("qipan.dispatch.v1.IncidentService", "grpc.health.v1.Health");

        // When
        String question = Nearest.question("IncidentServce", services);

        // Then
        assertThat(question).isEqualTo(" Did you mean qipan.dispatch.v1.IncidentService?");
    }

    @Test
    void whatIsLikeNothingGetsNoQuestion() {
        // Given
        List<String> methods = List.of("GetIncident");

        // When
        String question = Nearest.question("xyz", methods);

        // Then
        assertThat(question).isEmpty();
    }
}
