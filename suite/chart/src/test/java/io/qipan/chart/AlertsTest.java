package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.runtime.refusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts ask for metrics that there are. */
class AlertsTest {

    private static final Pattern METRIC = Pattern.compile("qipan_[a-z_]+");

    private static final Pattern REASON = Pattern.compile("reason=\"([A-Z_]+)\"");

    /** A row of the table of alerts. */
    private static final Pattern ALERT = Pattern.compile("(?m)^\\| `(Qipan[A-Za-z]+)` \\|");

    @Test
    void everyMetricOfAnAlertIsInTheListOfMetrics() {
        // Given
        String operations = Chart.read("docs/operations.md");

        // When
        JsonNode rules = Chart.example("production.yaml")
                .one("PrometheusRule", "monitoring")
                .at("/spec/groups/0/rules");

        // Then
        List<String> metrics = METRIC.matcher(String.join(" ", rules.findValuesAsText("expr")))
                .results()
                .map(MatchResult::group)
                .map(metric -> metric.replaceFirst("_count$", ""))
                .toList();
        assertThat(metrics)
                .hasSizeGreaterThan(5)
                .allSatisfy(metric -> assertThat(operations).contains(metric));
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(rule.at("/annotations/description").asText()).isNotEmpty();
        });
    }

    @Test
    void everyAlertIsExplainedInTheManualAndNoOther() {
        // Given
        JsonNode rules = Yaml.documents(Chart.read("k8s/files/alerts.yaml")).getFirst();

        // When
        List<String> explained = ALERT.matcher(Chart.read("docs/operations.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        // Then
        assertThat(explained).containsExactlyElementsOf(rules.findValuesAsText("alert"));
    }

    /** What is too much for us is mended otherwise than what is too much of one caller. */
    @Test
    void alertsOfRefusalsAreByReasonsOfTheContract() {
        // When
        List<String> expressions =
                Yaml.documents(Chart.read("k8s/files/alerts.yaml")).getFirst().findValuesAsText("expr");

        // Then
        List<String> reasons = REASON.matcher(String.join(" ", expressions))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(reasons).containsExactly("OVERLOADED", "QUOTA_EXCEEDED");
        assertThat(Arrays.stream(Reason.values()).map(Reason::name)).containsAll(reasons);
        assertThat(expressions).noneMatch(expression -> expression.contains("RESOURCE_EXHAUSTED"));
    }

    @Test
    void metricsOfTheClusterAreReadWhereItsPolicyLetsThatIn() {
        // When
        Release release = Chart.example("cloudnativepg.yaml");

        // Then
        JsonNode monitor = release.one("PodMonitor", "postgres").path("spec");
        assertThat(monitor.at("/selector/matchLabels")).hasToString("{\"cnpg.io/cluster\":\"board-postgres\"}");
        assertThat(monitor.at("/podMetricsEndpoints/0/port").asText()).isEqualTo("metrics");
        assertThat(release.one("NetworkPolicy", "postgres").at("/spec/ingress").findValuesAsText("port"))
                .as("the port that CloudNativePG calls metrics")
                .contains("9187");
        assertThat(Chart.example("production.yaml").all("PodMonitor")).isEmpty();
    }

    @Test
    void metricsAreReadFromEveryService() {
        // When
        Release release = Chart.example("production.yaml");

        // Then
        JsonNode monitor = release.one("ServiceMonitor", "monitoring").path("spec");
        for (String service : Release.SERVICES) {
            JsonNode found = release.one("Service", service);
            assertThat(Release.selects(monitor.at("/selector/matchLabels"), found.at("/metadata/labels")))
                    .isTrue();
            assertThat(Yaml.byName(found.at("/spec/ports"), "port"))
                    .containsKey(monitor.at("/endpoints/0/port").asText());
        }
    }
}
