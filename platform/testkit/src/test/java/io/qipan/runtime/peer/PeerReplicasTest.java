package io.qipan.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer of which there are two. */
class PeerReplicasTest {

    /** One of them: answers with its name. */
    private static final class Replica extends CallServiceGrpc.CallServiceImplBase {
        private final String name;
        private final HealthStatusManager health = new HealthStatusManager();
        private final Server server;

        Replica(String name, int port) throws IOException {
            this.name = name;
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .addService(this)
                    .addService(health.getHealthService())
                    .build()
                    .start();
        }

        @Override
        public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
            GetCallResponse.Builder answer = GetCallResponse.newBuilder();
            answer.getCallBuilder().setName(name);
            observer.onNext(answer.build());
            observer.onCompleted();
        }

        void end() throws InterruptedException {
            server.shutdownNow().awaitTermination();
        }
    }

    @TempDir
    Path folder = Path.of("");

    private Replica first;
    private Replica second;
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        first = new Replica("first", 0);
        second = new Replica("second", 0);
        Path token = Files.writeString(folder.resolve("token"), "a.b.c");
        peer = new Peer(
                "peer-service",
                "127.0.0.1:" + first.server.getPort() + ", 127.0.0.1:" + second.server.getPort(),
                PeerCredentials.token(token));
        Awaitility.await().ignoreExceptions().until(() -> answersOfAFew().equals(Set.of("first", "second")));
    }

    @AfterEach
    void stop() throws InterruptedException {
        peer.close();
        first.end();
        second.end();
    }

    private Set<String> answersOfAFew() {
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            answers.add(ScriptedCalls.ask(peer));
        }
        return answers;
    }

    @Test
    void whenOneDiesNoCallFails() throws Exception {
        // Given
        first.end();

        // When
        Set<String> answers = answersOfAFew();

        // Then
        assertThat(answers).containsExactly("second");
    }

    @Test
    void oneThatSaysThatItGoesIsLeftAloneWhileItStillServes() {
        // When
        first.health.setStatus("", ServingStatus.NOT_SERVING);

        // Then
        Awaitility.await().until(() -> answersOfAFew().equals(Set.of("second")));
        assertThat(first.server.isShutdown()).isFalse();
    }

    @Test
    void oneThatIsBackIsAskedAgainSoon() throws Exception {
        // Given
        int port = first.server.getPort();
        first.end();
        assertThat(answersOfAFew()).containsExactly("second");

        // When
        first = new Replica("first again", port);

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> answersOfAFew().equals(Set.of("first again", "second")));
    }

    @Test
    void aHostThatNobodyKnowsIsLeftOut() throws Exception {
        // Given
        Path token = folder.resolve("token");

        // When
        try (Peer partly = new Peer(
                "peer-service",
                "nobody.invalid:7105,127.0.0.1:" + second.server.getPort(),
                PeerCredentials.token(token))) {

            // Then
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> ScriptedCalls.ask(partly).equals("second"));
        }
    }

    @Test
    void whatIsNoAddressIsRefusedAtOnce() {
        // When
        Throwable refused = catchThrowable(() ->
                new Peer("peer-service", "127.0.0.1:7105,patrol", PeerCredentials.token(folder.resolve("token"))));

        // Then
        assertThat(refused).hasMessageContaining("'patrol' is not an address");
    }
}
