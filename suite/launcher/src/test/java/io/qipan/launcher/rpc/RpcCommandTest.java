package io.qipan.launcher.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.qipan.launcher.DemoCity;
import io.qipan.launcher.Qipan;
import io.qipan.launcher.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpcCommandTest {

    @TempDir
    Path folder = Path.of("");

    private final HealthStatusManager health = new HealthStatusManager();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Server server = NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    private int port;

    @BeforeEach
    void start() throws IOException {
        port = server.start().getPort();
        health.setStatus("patrol", ServingStatus.SERVING);
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void aUnaryCallPrintsItsResponse() {
        // Given
        String request = "{\"service\":\"patrol\"}";

        // When
        int exit = rpc("grpc.health.v1.Health/Check", request);

        // Then
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualToNormalizingWhitespace("{ \"status\": \"SERVING\" }");
    }

    @Test
    void aRequestCanComeFromAFile() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("request.json"), "{\"service\":\"patrol\"}");

        // When
        int exit = rpc("grpc.health.v1.Health/Check", "@" + file);

        // Then
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("SERVING");
    }

    @Test
    void aStreamPrintsOneLinePerMessageUntilItsDeadline() {
        // Given
        String request = "{\"service\":\"patrol\"}";

        // When
        int exit = rpc("grpc.health.v1.Health/Watch", request, "--timeout", "PT1S");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("{\"status\":\"SERVING\"}\n");
        assertThat(err.toString()).startsWith("DEADLINE_EXCEEDED");
    }

    @Test
    void aServiceWithoutAMethodListsItsMethods() {
        // Given
        String service = "grpc.health.v1.Health";

        // When
        int exit = rpc(service);

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("  Check(HealthCheckRequest) returns (HealthCheckResponse)")
                .contains("  Watch(HealthCheckRequest) returns (stream HealthCheckResponse)");
    }

    @Test
    void aTypoInTheServiceIsAnsweredWithTheNearest() {
        // Given
        String typo = "grpc.helth.v1.Health/Check";

        // When
        int exit = rpc(typo);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("There is no service 'grpc.helth.v1.Health' here. Did you mean grpc.health.v1.Health?");
    }

    @Test
    void aTypoInTheMethodIsAnsweredWithTheNearest() {
        // Given
        String typo = "grpc.health.v1.Health/Chek";

        // When
        int exit = rpc(typo);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("grpc.health.v1.Health has no method 'Chek'. Did you mean Check?\nIts methods are:\n");
    }

    @Test
    void aTypoInAFieldIsAnsweredWithTheNearest() {
        // Given
        String typo = "{\"servise\":\"patrol\"}";

        // When
        int exit = rpc("grpc.health.v1.Health/Check", typo);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("grpc.health.v1.HealthCheckRequest has no field 'servise'. Did you mean service?\n"
                        + "Its fields are:\n  service\n");
    }

    @Test
    void whatIsNotJsonIsSaidToBeSo() {
        // Given
        String broken = "{\"service\":";

        // When
        int exit = rpc("grpc.health.v1.Health/Check", broken);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("The request does not read as grpc.health.v1.HealthCheckRequest: ")
                .doesNotContain("Exception");
    }

    @Test
    void anErrorOfTheServerIsPrintedWithItsStatus() {
        // Given
        String unknown = "{\"service\":\"nowhere\"}";

        // When
        int exit = rpc("grpc.health.v1.Health/Check", unknown);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).startsWith("NOT_FOUND: unknown service nowhere");
    }

    @Test
    void aServerThatIsNotThereGetsAdvice() {
        // Given
        server.shutdownNow();

        // When
        int exit = rpc("grpc.health.v1.Health/Check");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).startsWith("UNAVAILABLE").contains("./qipan up");
    }

    private int rpc(String... words) {
        String[] all = Stream.of(
                        Stream.of("rpc"),
                        Stream.of(words),
                        Stream.of("--address", "127.0.0.1:" + port, "--token", "none"))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return Qipan.commandLine(new Workspace(folder), DemoCity.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
