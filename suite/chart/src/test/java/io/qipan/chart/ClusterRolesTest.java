package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PostgreSQL lets every role into every database; CloudNativePG lets each service into its own only. */
class ClusterRolesTest {

    @Test
    void aRoleReachesTheDatabaseOfItsServiceByTlsAndNoOther() {
        // When
        Release release = Chart.render(
                Map.of("services.patrol.database.name", "patrols"),
                Chart.FOLDER.resolve("examples/cloudnativepg.yaml"));

        // Then
        JsonNode cluster = release.one("Cluster", "postgres").path("spec");
        List<String> rules = Release.each(cluster.at("/postgresql/pg_hba"))
                .map(JsonNode::asText)
                .toList();
        assertThat(rules)
                .containsExactly(
                        "hostssl dispatch dispatch all scram-sha-256",
                        "hostssl patrols patrol all scram-sha-256",
                        "hostssl ecology ecology all scram-sha-256",
                        "host all dispatch,patrol,ecology all reject");
        assertThat(Yaml.byName(cluster.at("/managed/roles"), "name")).containsOnlyKeys(Release.SERVICES);
        for (String service : Release.SERVICES) {
            JsonNode database = release.one("Database", service).path("spec");
            assertThat(rules)
                    .contains("hostssl " + database.path("name").asText() + " "
                            + database.path("owner").asText() + " all scram-sha-256");
            assertThat(release.environment(service))
                    .containsEntry("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-full");
        }
    }

    @Test
    void aClusterOfOneHasNoStandbyToWaitForAndTheSameRules() {
        // When
        JsonNode alone = Chart.render(
                        Map.of("database.cloudnativepg.instances", 1, "database.cloudnativepg.readStandbys", false),
                        Chart.FOLDER.resolve("examples/cloudnativepg.yaml"))
                .one("Cluster", "postgres")
                .at("/spec/postgresql");

        // Then
        assertThat(alone.has("synchronous")).isFalse();
        assertThat(alone.path("pg_hba")).hasSize(4);
    }
}
