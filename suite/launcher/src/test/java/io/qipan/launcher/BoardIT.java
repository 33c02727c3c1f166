package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a board, with real processes and a real PostgreSQL; only the services are stand-ins. */
class BoardIT {

    @TempDir
    Path folder = Path.of("");

    private Workspace workspace = new Workspace(folder);
    private Ports ports = new Ports(Ports.DEFAULT_BASE);

    @BeforeEach
    void installFakes() throws IOException {
        workspace = new Workspace(folder);
        ports = FreePorts.find();
        FakeService.install(workspace);
        UnpackedOnce.into(workspace);
    }

    @AfterEach
    void stopAll() {
        Launched.run(workspace, "down");
    }

    @Test
    void upShowsWhereEverythingListensAndStatusAgrees() throws IOException {
        // Given
        Launched up = up();

        // When
        Launched status = Launched.run(workspace, "status", "--json");

        // Then
        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(up.out()).contains("Qipan is ready.", "http://" + ports.http(Service.PATROL), "./qipan rpc ");
        assertThat(status.exit()).isZero();
        JsonNode json = Json.MAPPER.readTree(status.out());
        assertThat(json.path("ready").asBoolean()).isTrue();
        assertThat(json.path("processes"))
                .extracting(process -> process.path("name").asText())
                .containsExactly("postgres", "dispatch-service", "patrol-service", "ecology-service");
        assertThat(json.path("processes")).allSatisfy(process -> {
            assertThat(process.path("pid").asLong()).isPositive();
            assertThat(process.path("address").asText()).startsWith("127.0.0.1:");
            assertThat(process.path("health").asText()).isEqualTo("ready");
            assertThat(process.path("failing")).isEmpty();
            assertThat(process.path("uptime_seconds").isIntegralNumber()).isTrue();
        });
    }

    @Test
    void downLeavesNoProcessNoPortAndNoState() throws IOException {
        // Given
        up();

        // When
        Launched down = Launched.run(workspace, "down");

        // Then
        assertThat(down.exit()).isZero();
        assertThat(down.out()).contains("Stopped dispatch-service, patrol-service, ecology-service, postgres.");
        assertThat(List.of(
                        ports.postgres(),
                        ports.http(Service.DISPATCH).port(),
                        ports.grpc(Service.ECOLOGY).port(),
                        ports.management(new Replica(Service.PATROL, 1)).port()))
                .allMatch(Ports::isFree);
        try (Stream<Path> left = Files.list(workspace.run())) {
            assertThat(left).isEmpty();
        }
        assertThat(Launched.run(workspace, "down")).isEqualTo(new Launched(0, "Nothing is running.\n", ""));
    }

    @Test
    void aSecondUpSaysThatItRuns() {
        // Given
        up();

        // When
        Launched second = up();

        // Then
        assertThat(second.exit()).isZero();
        assertThat(second.out()).startsWith("Qipan is already running. Nothing was started.");
    }

    @Test
    void upStartsOnlyWhatDied() {
        // Given
        up();
        ProcessHandle dispatch = process(Service.DISPATCH);
        ProcessHandle patrol = process(Service.PATROL);
        patrol.destroyForcibly();
        await().until(() -> !patrol.isAlive());
        Launched status = Launched.run(workspace, "status");

        // When
        Launched second = up();

        // Then
        assertThat(status.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(status.out()).containsPattern("patrol-service +- +- +- +- +dead");
        assertThat(second.out()).contains("Starting patrol-service").doesNotContain("Starting dispatch-service");
        assertThat(process(Service.DISPATCH)).isEqualTo(dispatch);
        assertThat(process(Service.PATROL)).isNotEqualTo(patrol);
    }

    @Test
    void aBoardOfWhichPostgresIsLeftMayBeProtectedFromNowOn() {
        // Given
        up();
        for (Service service : Service.values()) {
            ProcessHandle process = process(service);
            assertThat(process.destroyForcibly()).isTrue();
            await().until(() -> !process.isAlive());
        }

        // When
        Launched protectedNow = up("--tls");

        // Then
        assertThat(protectedNow.exit()).as(protectedNow.err()).isZero();
        assertThat(protectedNow.out()).doesNotContain("Starting PostgreSQL").contains("gRPC, TLS");
        assertThat(new RunState(workspace.run()).mode().tls()).isTrue();
    }

    @Test
    void aServiceThatEndsAtOnceTakesTheStartBack() throws IOException {
        // Given
        Files.createFile(folder.resolve("ecology.fails"));

        // When
        Launched up = up();

        // Then
        assertThat(up.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(up.err()).contains("ecology-service ended before it was ready.", "The migration of ecology failed.");
        assertThat(Launched.run(workspace, "down").out()).isEqualTo("Nothing is running.\n");
    }

    @Test
    void aBoardInTheForegroundTellsThatPostgresOrAServiceDied() throws InterruptedException {
        // Given
        up();
        StringWriter told = new StringWriter();
        Thread foreground = Thread.ofVirtual()
                .start(() -> new Foreground(workspace, new PrintWriter(told, true), new Interruption()).stay());

        // When
        process(Service.PATROL).destroyForcibly();
        new Postgres(workspace).stop(Postgres.Stop.IMMEDIATE);

        // Then
        await().untilAsserted(
                        () -> assertThat(told.toString()).contains("postgres has ended", "patrol-service has ended"));
        Launched.run(workspace, "down");
        assertThat(foreground.join(Duration.ofSeconds(10))).isTrue();
        assertThat(told.toString()).contains("stopped by another command");
    }

    @Test
    void aServiceThatIsNotReadyIsNamedWithTheCheckThatFails() throws IOException {
        // Given
        up();
        Files.createFile(folder.resolve("patrol.waits"));

        // When
        Launched status = Launched.run(workspace, "status");

        // Then
        assertThat(status.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(status.out()).contains("live-not-ready: database");
    }

    @Test
    void aTakenPortStartsNothing() throws IOException {
        // Given
        try (ServerSocket taken =
                new ServerSocket(ports.grpc(Service.ECOLOGY).port(), 1, InetAddress.ofLiteral(Address.LOOPBACK))) {

            // When
            Launched up = up();

            // Then
            assertThat(up.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(up.err()).contains("Port " + taken.getLocalPort() + ", which ecology-service needs, is taken");
            assertThat(new Postgres(workspace).running()).isEmpty();
        }
    }

    private Launched up() {
        return up(new String[0]);
    }

    private Launched up(String... more) {
        return Launched.run(
                workspace,
                Stream.concat(Stream.of("up", "--detach", "--port-base", String.valueOf(ports.base())), Stream.of(more))
                        .toArray(String[]::new));
    }

    private ProcessHandle process(Service service) {
        return new ServiceProcess(workspace, service).running().orElseThrow();
    }
}
