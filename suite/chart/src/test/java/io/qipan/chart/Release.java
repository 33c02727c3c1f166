package io.qipan.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Helm made of the chart.
 *
 * @param name for failures: from which values
 * @param objects as Kubernetes would be told them
 */
record Release(String name, List<JsonNode> objects) {

    static final List<String> SERVICES = List.of("dispatch", "patrol", "ecology");

    static Release of(String name, String yaml) {
        return new Release(name, Yaml.documents(yaml));
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> kind.equals(object.at("/kind").asText()));
    }

    boolean has(String kind, String part) {
        return all(kind).anyMatch(object -> nameOf(object).equals(Chart.RELEASE + "-" + part));
    }

    JsonNode one(String kind, String part) {
        return all(kind)
                .filter(object -> nameOf(object).equals(Chart.RELEASE + "-" + part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no " + kind + " for " + part));
    }

    /** What runs: Deployments, StatefulSets and Jobs. */
    Stream<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> object.at("/spec/template/spec").has("containers"));
    }

    JsonNode container(String service) {
        return one("Deployment", service).at("/spec/template/spec/containers/0");
    }

    /** The environment of a service, values by name; those from Secrets are empty. */
    Map<String, String> environment(String service) {
        return Yaml.byName(container(service).at("/env"), "value");
    }

    static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Whether a selector, {@code matchLabels} only, takes these labels. */
    static boolean selects(JsonNode matchLabels, JsonNode labels) {
        return matchLabels.properties().stream()
                .allMatch(label -> label.getValue()
                        .asText()
                        .equals(labels.path(label.getKey()).asText()));
    }

    @Override
    public String toString() {
        return name;
    }
}
