package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board with two of each service; only the services are stand-ins. */
class ReplicasIT {

    @TempDir
    Path folder = Path.of("");

    private Workspace workspace = new Workspace(folder);
    private Ports ports = new Ports(Ports.DEFAULT_BASE, 2);

    @BeforeEach
    void start() throws IOException {
        workspace = new Workspace(folder);
        ports = FreePorts.find(2);
        FakeService.install(workspace);
        UnpackedOnce.into(workspace);
        Launched up = up("--replicas", "2");
        assertThat(up.exit()).as(up.err()).isZero();
    }

    @AfterEach
    void stopAll() {
        Launched.run(workspace, "down");
    }

    private Launched up(String... more) {
        return Launched.run(
                workspace,
                Stream.concat(Stream.of("up", "--detach", "--port-base", String.valueOf(ports.base())), Stream.of(more))
                        .toArray(String[]::new));
    }

    private ProcessHandle process(Replica replica) {
        return new ServiceProcess(workspace, replica).running().orElseThrow();
    }

    @Test
    void everyReplicaHasPortsAndALineOfItsOwn() throws IOException {
        // When
        JsonNode status =
                Json.MAPPER.readTree(Launched.run(workspace, "status", "--json").out());

        // Then
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("processes"))
                .extracting(process -> process.path("name").asText())
                .containsExactly(
                        "postgres",
                        "dispatch-service",
                        "patrol-service",
                        "ecology-service",
                        "dispatch-service-2",
                        "patrol-service-2",
                        "ecology-service-2");
        assertThat(status.path("processes"))
                .extracting(process -> process.path("address").asText())
                .doesNotHaveDuplicates()
                .contains("127.0.0.1:" + (ports.base() + 10));
    }

    @Test
    void whatOneReplicaLostUpStartsAgainAndNothingElse() {
        // Given
        Replica second = new Replica(Service.PATROL, 2);
        ProcessHandle first = process(new Replica(Service.PATROL, 1));
        ProcessHandle killed = process(second);
        killed.destroyForcibly();
        await().until(() -> !killed.isAlive());
        Launched status = Launched.run(workspace, "status");

        // When
        Launched again = up();

        // Then
        assertThat(status.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(status.out()).containsPattern("patrol-service-2 +- +- +- +- +dead");
        assertThat(again.out())
                .contains("Starting patrol-service-2")
                .doesNotContain("Starting patrol-service ", "Starting dispatch-service");
        assertThat(process(new Replica(Service.PATROL, 1))).isEqualTo(first);
        assertThat(process(second)).isNotEqualTo(killed);
    }

    @Test
    void anotherNumberOfReplicasIsRefusedWhileItRuns() {
        // When
        Launched more = up("--replicas", "3");

        // Then
        assertThat(more.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(more.err()).contains("already runs with 2 of each service, not 3");
    }

    @Test
    void downStopsAllOfThem() throws IOException {
        // When
        Launched down = Launched.run(workspace, "down");

        // Then
        assertThat(down.out()).contains("dispatch-service, patrol-service, ecology-service, dispatch-service-2");
        assertThat(List.of(ports.base() + 1, ports.base() + 18)).allMatch(Ports::isFree);
        try (Stream<Path> left = Files.list(workspace.run())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everyReplicaIsToldOfAllReplicasOfTheOthers() {
        // Given
        ServiceEnvironment environment = new ServiceEnvironment(ports, new Keys(workspace.keys()));

        // When
        String patrol = environment.of(new Replica(Service.DISPATCH, 2)).get("QIPAN_PEER_PATROL_ADDRESS");

        // Then
        assertThat(patrol).isEqualTo("127.0.0.1:%d,127.0.0.1:%d".formatted(ports.base() + 5, ports.base() + 14));
    }
}
