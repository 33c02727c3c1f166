package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.qipan.runtime.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that are told of a board elsewhere; here it is on this machine, by TLS. */
class BoardOptionsTest {

    @TempDir
    Path folder = Path.of("");

    private final List<Server> servers = new ArrayList<>();
    private Workspace workspace = new Workspace(folder);

    @BeforeEach
    void folders() {
        workspace = new Workspace(folder.resolve("checkout"));
        workspace.createFolders();
    }

    @AfterEach
    void stop() {
        servers.forEach(Server::shutdownNow);
    }

    private CertificateAuthority authority(String name) {
        return CertificateAuthority.in(folder.resolve(name));
    }

    /** A service with a certificate of this name, which says that it serves. */
    private String serving(CertificateAuthority authority, String name) throws IOException {
        CertificateAuthority signed = authority.issue(name, Duration.ofDays(2));
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.forServer(
                                signed.certificate(name).toFile(),
                                signed.key(name).toFile())
                        .build())
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start();
        servers.add(server);
        return "localhost:" + server.getPort();
    }

    private Launched status(String... options) {
        List<String> words = new ArrayList<>(List.of("status"));
        words.addAll(List.of(options));
        return Launched.run(workspace, words.toArray(String[]::new));
    }

    @Test
    void aServiceThatTheAuthorityHasSignedIsAskedByItsOwnName() throws IOException {
        // Given
        CertificateAuthority authority = authority("ours");
        String patrol = serving(authority, "patrol-service");

        // When
        Launched told = status(
                "--address", "patrol=" + patrol, "--ca", authority.trusted().toString());

        // Then
        assertThat(told.exit()).as(told.toString()).isEqualTo(ExitCode.OK);
        assertThat(told.out()).contains("patrol-service").contains("ready").doesNotContain("dispatch-service");
    }

    @Test
    void anotherNameAndAnotherAuthorityAreNotTalkedTo() throws IOException {
        // Given
        CertificateAuthority authority = authority("ours");
        String ecology = serving(authority, "ecology-service");

        // When
        Launched asPatrol = status(
                "--address", "patrol=" + ecology, "--ca", authority.trusted().toString());

        // Then
        assertThat(asPatrol.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(asPatrol.out()).contains("not-answering");
        assertThat(status(
                                "--address",
                                "ecology=" + ecology,
                                "--ca",
                                authority("others").trusted().toString())
                        .exit())
                .isEqualTo(ExitCode.NOT_READY);
        assertThat(status("--address", "ecology=" + ecology).exit()).isEqualTo(ExitCode.NOT_READY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --address dispatch.example.org:443                        | anybody could read the token
        --address fire=localhost:7104                             | names no service
        --address localhost                                       | is not an address
        --ca ca.crt                                               | is for a board elsewhere
        --address localhost:7104 --ca nowhere.crt                 | cannot be read
        --address localhost:7104 --token-file nowhere.token       | should hold a token
        """)
    void whatCannotWorkIsRefusedWithWhatToDo(String options, String told) {
        // When
        Launched refused = status(options.split(" ", -1));

        // Then
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains(told);
    }

    @Test
    void aCommandThatNeedsAServiceThatWasNotToldOfSaysSo() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("duty.token"), "a token\n");

        // When
        Launched refused = Launched.run(
                workspace,
                "figures",
                "--from",
                "2026-11-01",
                "--until",
                "2026-11-02",
                "--address",
                "patrol=localhost:7105",
                "--token-file",
                token.toString());

        // Then
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("--address dispatch=HOST:PORT");
    }
}
