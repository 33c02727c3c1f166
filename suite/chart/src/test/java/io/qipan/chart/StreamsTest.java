package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream is one request for hours: an ingress must neither weigh it nor take its silence for an end. */
class StreamsTest {
    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    private static final int HOUR = 3600;

    static Stream<Release> shown() {
        return Stream.concat(
                Chart.allShown().stream(),
                Stream.of(Chart.render(
                        Map.of(
                                "tls.enabled",
                                true,
                                "exposure.ingress.annotations.nginx\\.ingress\\.kubernetes\\.io/backend-protocol",
                                "GRPCS"),
                        Chart.FOLDER.resolve("examples/cloudnativepg.yaml"))));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void noIngressCutsAStreamOff(Release release) {
        // When
        List<JsonNode> annotations = release.all("Ingress")
                .filter(ingress ->
                        ingress.at("/spec/rules").findValuesAsText("name").contains("grpc"))
                .map(ingress -> ingress.at("/metadata/annotations"))
                .toList();

        // Then
        assertThat(annotations).allSatisfy(told -> {
            assertThat(told.path(NGINX + "backend-protocol").asText()).startsWith("GRPC");
            assertThat(told.path(NGINX + "proxy-body-size").asText()).isEqualTo("0");
            for (String timeout : List.of("proxy-read-timeout", "proxy-send-timeout")) {
                assertThat(told.path(NGINX + timeout).asInt()).as(timeout).isGreaterThanOrEqualTo(HOUR);
            }
        });
    }

    @Test
    void theExampleWithAnIngressHasOneForEachService() {
        // When
        Release release = Chart.example("cloudnativepg.yaml");

        // Then
        assertThat(release.all("Ingress")).hasSize(Release.SERVICES.size());
    }
}
