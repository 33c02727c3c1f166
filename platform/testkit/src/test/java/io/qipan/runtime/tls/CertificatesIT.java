package io.qipan.runtime.tls;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.rpc.Calls;
import io.qipan.runtime.rpc.FieldValidation;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestTokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services, and others, over real connections. */
class CertificatesIT {

    @TempDir
    static Path folder = Path.of("");

    private static TestCertificates authority;
    private static TestCertificates stranger;

    private Certificates server;
    private RpcServer running;

    @BeforeAll
    static void make() throws IOException {
        authority = new TestCertificates(Files.createDirectory(folder.resolve("ours")))
                .with("dispatch-service")
                .with("patrol-service")
                .with("printer");
        stranger = new TestCertificates(Files.createDirectory(folder.resolve("theirs"))).with("dispatch-service");
    }

    @BeforeEach
    void start() {
        startWith(authority.of("patrol-service"));
    }

    private void startWith(Certificates certificates) {
        server = certificates;
        RpcPipeline pipeline = new RpcPipeline(
                new SimpleMeterRegistry(),
                TestTokens.verifier(InstantSource.system()),
                RpcHarness.limits(Duration.ofSeconds(15), 8, 8),
                (method, status) -> {});
        pipeline.open();
        running = new RpcServer(
                new InetSocketAddress("127.0.0.1", 0),
                List.of(new Calls(request -> whoAsks()).bindService()),
                pipeline,
                certificates,
                RpcHarness.CONNECTIONS);
        running.start();
        Awaitility.await().until(() -> FieldValidation.notReady().isEmpty());
    }

    private static String whoAsks() {
        Caller caller = Caller.current();
        Origin origin = Origin.current();
        return caller.subject() + " " + caller.roles() + " from " + origin.address() + " for " + origin.onBehalfOf();
    }

    @AfterEach
    void stop() {
        running.drain(Duration.ofSeconds(1));
        server.close();
    }

    private Peer peer(String name, Security security, Optional<Path> token) {
        return new Peer(name, "127.0.0.1:" + running.port(), new PeerCredentials(token, security));
    }

    private static String ask(Channel channel) {
        return CallServiceGrpc.newBlockingStub(channel)
                .getCall(GetCallRequest.newBuilder()
                        .setName("calls/01939b4e-0000-7000-8000-000000000001")
                        .build())
                .getCall()
                .getDescription();
    }

    private static String answer(Peer peer) {
        return Awaitility.await()
                .ignoreExceptionsInstanceOf(PeerAway.class)
                .until(() -> peer.call(CertificatesIT::ask), a -> true);
    }

    private static Throwable refusal(Peer peer) {
        return catchThrowable(() -> peer.call(CertificatesIT::ask));
    }

    @Test
    void aServiceIsKnownByItsCertificateAlone() {
        // Given
        try (Certificates client = authority.of("dispatch-service");
                Peer peer = peer("patrol-service", client, Optional.empty())) {

            // When
            String answer = answer(peer);

            // Then
            assertThat(answer).isEqualTo("dispatch-service [SERVICE] from 127.0.0.1 for ");
        }
    }

    @Test
    void aServiceSaysOnWhoseBehalfItAsks() throws Exception {
        // Given
        Caller wang = new Caller("王芳 wang", Set.of(Role.DISPATCHER), Optional.empty(), Instant.MAX);
        try (Certificates client = authority.of("dispatch-service");
                Peer peer = peer("patrol-service", client, Optional.empty())) {
            String ignored = answer(peer);

            // When
            String answer = Context.current().withValue(Caller.KEY, wang).call(() -> peer.call(CertificatesIT::ask));

            // Then
            assertThat(answer).endsWith(" for 王芳 wang");
        }
    }

    @Test
    void aPersonSpeaksForNobodyElseEvenIfItSaysSo() throws Exception {
        // Given
        Path token = Files.writeString(folder.resolve("wang.token"), TestTokens.mint("wang", Role.DISPATCHER));
        Caller other = new Caller("the mayor", Set.of(Role.COMMANDER), Optional.empty(), Instant.MAX);
        try (Certificates client = authority.of("dispatch-service");
                Peer peer = peer("patrol-service", client, Optional.of(token))) {
            String ignored = answer(peer);

            // When
            String answer = Context.current().withValue(Caller.KEY, other).call(() -> peer.call(CertificatesIT::ask));

            // Then
            assertThat(answer).isEqualTo("wang [DISPATCHER] from 127.0.0.1 for ");
        }
    }

    @Test
    void aCertificateThatIsNoServicesIsRefused() {
        // Given
        try (Certificates client = authority.of("printer");
                Peer peer = peer("patrol-service", client, Optional.empty())) {

            // When
            Throwable refusal = refusal(peer);

            // Then
            assertThat(refusal).isInstanceOf(PeerAway.class).hasMessageContaining(Status.Code.UNAVAILABLE.name());
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        // Given
        try (Certificates client = stranger.of("dispatch-service", authority.trusted());
                Peer peer = peer("patrol-service", client, Optional.empty())) {

            // When
            Throwable refusal = refusal(peer);

            // Then
            assertThat(refusal).isInstanceOf(PeerAway.class).hasMessageContaining(Status.Code.UNAVAILABLE.name());
        }
    }

    @Test
    void aServerThatIsAnotherServiceOrOfAnotherAuthorityIsNotTalkedTo() {
        // Given
        try (Certificates client = authority.of("dispatch-service");
                Certificates trusting = authority.of("dispatch-service", stranger.trusted());
                Peer toEcology = peer("ecology-service", client, Optional.empty());
                Peer toPatrol = peer("patrol-service", trusting, Optional.empty())) {

            // When
            List<Throwable> refusals = List.of(refusal(toEcology), refusal(toPatrol));

            // Then
            assertThat(refusals).allMatch(PeerAway.class::isInstance);
        }
    }

    @Test
    void aLineThatIsNotProtectedIsRefused() {
        // Given
        try (Peer peer = peer("patrol-service", Security.NONE, Optional.empty())) {

            // When
            Throwable refusal = refusal(peer);

            // Then
            assertThat(refusal).isInstanceOf(PeerAway.class);
        }
    }

    @Test
    void aCertificateWithAnothersKeyIsNotTaken() throws IOException {
        // Given
        Path half = Files.createDirectory(folder.resolve("half"));
        TestCertificates exchanged =
                new TestCertificates(half).with("dispatch-service").with("patrol-service");
        Files.copy(half.resolve("patrol-service.key"), half.resolve("dispatch-service.key"), REPLACE_EXISTING);

        // Then
        assertThatThrownBy(() -> exchanged.of("dispatch-service")).hasMessageContaining("not that of the certificate");
    }

    @Test
    void anotherOrganisationProvesTheNameByWhichItIsAddressed() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("ours.token"), TestTokens.mint("110", Role.SERVICE));
        PeerCredentials trusting =
                new PeerCredentials(Optional.of(token), new TrustedServers(Optional.of(authority.trusted())));
        PeerCredentials mistrusting =
                new PeerCredentials(Optional.of(token), new TrustedServers(Optional.of(stranger.trusted())));
        try (Peer other = new Peer("12345", "localhost:" + running.port(), trusting)) {
            assertThat(refusal(other)).isInstanceOf(PeerAway.class);
        }
        stop();
        startWith(authority.with("localhost").of("localhost"));
        try (Peer partner = new Peer("12345", "localhost:" + running.port(), trusting);
                Peer unknown = new Peer("12345", "localhost:" + running.port(), mistrusting)) {

            // When
            String answer = answer(partner);

            // Then
            assertThat(answer).startsWith("110 [SERVICE]");
            assertThat(refusal(unknown)).isInstanceOf(PeerAway.class);
        }
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestart() throws IOException {
        // Given one that nobody takes for patrol-service
        Path own = Files.createDirectory(folder.resolve("renewed"));
        TestCertificates renewed = new TestCertificates(own)
                .with("patrol-service")
                .with("dispatch-service")
                .with("old");
        renewed.replace("dispatch-service-own", "dispatch-service");
        renewed.replace("changing", "old");
        stop();
        startWith(renewed.of("changing"));
        try (Certificates client = renewed.of("dispatch-service-own");
                Peer peer = peer("patrol-service", client, Optional.empty())) {
            assertThat(refusal(peer)).isInstanceOf(PeerAway.class);

            // When
            renewed.replace("changing", "patrol-service");

            // Then
            assertThat(Awaitility.await()
                            .atMost(Duration.ofSeconds(30))
                            .ignoreExceptionsInstanceOf(PeerAway.class)
                            .until(() -> peer.call(CertificatesIT::ask), a -> true))
                    .startsWith("dispatch-service [SERVICE]");
        }
    }
}
