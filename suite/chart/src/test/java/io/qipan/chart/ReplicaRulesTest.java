package io.qipan.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One replica and more than one; and what migrates the database of all of them. */
class ReplicaRulesTest {

    @Test
    void oneReplicaHasNoDisruptionBudgetThatWouldKeepItsNodeBusy() {
        // When
        Release release = Chart.defaults();

        // Then
        assertThat(release.all("PodDisruptionBudget")).isEmpty();
        assertThat(release.one("Deployment", "dispatch").at("/spec/replicas").asInt())
                .isOne();
    }

    @Test
    void severalReplicasHaveOne() {
        // When
        Release release = Chart.render(Map.of("services.patrol.replicas", 3));

        // Then
        assertThat(release.has("PodDisruptionBudget", "patrol")).isTrue();
        assertThat(release.has("PodDisruptionBudget", "dispatch")).isFalse();
        assertThat(release.one("Deployment", "patrol").at("/spec/replicas").asInt())
                .isEqualTo(3);
    }

    @Test
    void theAutoscalerAloneSaysHowManyThereAre() {
        // When
        Release release = Chart.example("production.yaml");

        // Then
        JsonNode scaler = release.one("HorizontalPodAutoscaler", "dispatch");
        assertThat(scaler.at("/spec/scaleTargetRef/name").asText()).isEqualTo("board-dispatch");
        assertThat(release.one("Deployment", "dispatch").path("spec").has("replicas"))
                .isFalse();
        assertThat(release.has("PodDisruptionBudget", "dispatch")).isTrue();
        assertThat(release.has("HorizontalPodAutoscaler", "patrol")).isFalse();
    }

    @Test
    void whatMayBeSomeSecondsOldIsReadAtStandbysIfThatIsWanted() {
        // When
        Release operator = Chart.example("cloudnativepg.yaml");
        Release existing = Chart.render(
                Map.of("database.standbyHost", "postgres-ro.databases.svc"),
                Chart.FOLDER.resolve("examples/production.yaml"));

        // Then
        for (String service : Release.SERVICES) {
            assertThat(operator.environment(service))
                    .containsEntry("QIPAN_DB_HOST", "board-postgres-rw")
                    .containsEntry("QIPAN_DB_STANDBY_HOST", "board-postgres-ro");
            assertThat(existing.environment(service))
                    .containsEntry("QIPAN_DB_STANDBY_HOST", "postgres-ro.databases.svc");
            assertThat(Chart.defaults().environment(service)).doesNotContainKey("QIPAN_DB_STANDBY_HOST");
        }
    }

    @Test
    void replicasAreSpreadOverNodesAndZones() {
        // When
        JsonNode spread =
                Chart.defaults().one("Deployment", "patrol").at("/spec/template/spec/topologySpreadConstraints");

        // Then
        assertThat(spread.findValuesAsText("topologyKey"))
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    @Test
    void aVolumeForOnePodIsGivenUpBeforeTheNextPodTakesIt() {
        // When
        Release release = Chart.defaults();

        // Then
        assertThat(release.one("Deployment", "ecology")
                        .at("/spec/strategy/type")
                        .asText())
                .isEqualTo("Recreate");
        assertThat(release.one("Deployment", "patrol").at("/spec/strategy/type").asText())
                .isEqualTo("RollingUpdate");
    }

    @Test
    void anExistingDatabaseIsMigratedBeforeAnyReplicaOfTheNewVersionStarts() {
        // When
        Release release = Chart.example("production.yaml");

        // Then
        for (String service : Release.SERVICES) {
            JsonNode job = release.one("Job", service + "-migration");
            assertThat(job.at("/metadata/annotations").path(Chart.HOOK).asText())
                    .isEqualTo("pre-install,pre-upgrade");
            JsonNode container = job.at("/spec/template/spec/containers/0");
            assertThat(Yaml.byName(container.path("env"), "value")).containsEntry("QUARKUS_INIT_AND_EXIT", "true");
            assertThat(container.path("image"))
                    .isEqualTo(release.container(service).path("image"));
            assertThat(release.environment(service)).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        }
    }

    @Test
    void aDatabaseThatTheChartMakesIsMigratedByTheServicesBecauseNothingIsThereBefore() {
        // When
        Release release = Chart.defaults();

        // Then
        assertThat(release.all("Job")).isEmpty();
        assertThat(release.environment("patrol")).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
    }

    @Test
    void aClusterOfTheOperatorIsMigratedByTheServicesWhenItIsNewAndByAJobFromThenOn() {
        // When
        Release installed = Chart.example("cloudnativepg.yaml");
        Release upgraded = Chart.upgrade("cloudnativepg.yaml");

        // Then
        for (String service : Release.SERVICES) {
            assertThat(installed.environment(service)).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
            assertThat(upgraded.environment(service)).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
            for (String kind : List.of("Job", "NetworkPolicy")) {
                assertThat(hookOf(upgraded.one(kind, service + "-migration"))).isEqualTo("pre-upgrade");
            }
        }
        assertThat(installed.all("Job")).isEmpty();
        assertThat(Chart.upgrade("production.yaml").environment("patrol"))
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        assertThat(Chart.upgrade("small.yaml").environment("patrol"))
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
    }

    private static String hookOf(JsonNode object) {
        return object.at("/metadata/annotations").path(Chart.HOOK).asText();
    }

    /** Before an upgrade the policies of the version before are in force, and know of no migration. */
    @Test
    void theClusterLetsAMigrationInByAPolicyThatComesBeforeIt() {
        // When
        Release release = Chart.upgrade("cloudnativepg.yaml");

        // Then
        for (String service : Release.SERVICES) {
            JsonNode job = release.one("Job", service + "-migration");
            JsonNode policy = release.one("NetworkPolicy", service + "-migration-database");
            assertThat(policy.at("/spec/podSelector/matchLabels"))
                    .hasToString("{\"cnpg.io/cluster\":\"board-postgres\"}");
            assertThat(Release.selects(
                            policy.at("/spec/ingress/0/from/0/podSelector/matchLabels"),
                            job.at("/spec/template/metadata/labels")))
                    .isTrue();
            assertThat(hookOf(policy)).isEqualTo("pre-upgrade");
            assertThat(policy.at("/metadata/annotations")
                            .path(Chart.HOOK + "-weight")
                            .asInt())
                    .isLessThan(job.at("/metadata/annotations")
                            .path(Chart.HOOK + "-weight")
                            .asInt());
        }
    }

    @Test
    void anUpgradeOfTheServicesLeavesTheTrialDatabaseRunning() {
        // When
        JsonNode before = Chart.defaults().one("StatefulSet", "postgres");
        JsonNode after = Chart.render(Map.of("image.tag", "9.9.9")).one("StatefulSet", "postgres");

        // Then
        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        assertThat(before.at("/spec/template/metadata/labels").properties().stream()
                        .map(Map.Entry::getKey))
                .as("neither the version of the images nor that of the chart")
                .containsExactlyInAnyOrder(
                        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/part-of");
    }

    @Test
    void aMigrationNeedsNothingThatTheReleaseHasYetToBring() {
        // When
        Release release = Chart.example("production.yaml");

        // Then
        assertThat(release.all("Job").toList()).hasSize(3).allSatisfy(job -> {
            JsonNode pod = job.at("/spec/template/spec");
            assertThat(pod.has("serviceAccountName")).isFalse();
            assertThat(pod.at("/volumes").findParents("configMap")).isEmpty();
            assertThat(pod.at("/volumes").findParents("persistentVolumeClaim")).isEmpty();
        });
        assertThat(release.one("NetworkPolicy", "patrol-migration")
                        .at("/metadata/annotations")
                        .path(Chart.HOOK)
                        .asText())
                .isEqualTo("pre-install,pre-upgrade");
    }
}
