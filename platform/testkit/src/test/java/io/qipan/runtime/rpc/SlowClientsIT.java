package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that hold on to a gRPC connection and do nothing useful with it. */
class SlowClientsIT {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MUCH = 1 << 20;

    private final LoopbackServer server = new LoopbackServer(
            new Calls(request -> "x".repeat(MUCH)), SHORT, new ServerLimits(16 << 10, 100, 100, SHORT, SHORT, LONG));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_never_gets_done_with_the_handshake_is_hung_up_on() throws Exception {
        // Given the preface of HTTP/2, as slowly as if it were dictated
        try (RawClient dawdler = new RawClient(server.port())) {

            // When
            boolean hungUpOn =
                    dawdler.isHungUpOnWhileDripping("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Duration.ofMillis(500));

            // Then
            assertThat(hungUpOn).isTrue();
            assertThat(server.servedMeanwhile()).hasSize(MUCH);
        }
    }

    @Test
    void an_answer_that_nobody_takes_holds_a_place_for_a_while_and_is_dropped() {
        // Given a caller that asks for no message, so that its window stays full
        ManagedChannel connection = server.connect();
        ClientCall<GetCallRequest, GetCallResponse> call =
                connection.newCall(CallServiceGrpc.getGetCallMethod(), CallOptions.DEFAULT);

        // When
        call.start(new ClientCall.Listener<>() {}, LoopbackServer.token(""));
        call.sendMessage(LoopbackServer.REQUEST);
        call.halfClose();

        // Then
        Awaitility.await().until(() -> server.inFlight() == 1);
        assertThat(server.servedMeanwhile()).hasSize(MUCH);
        // The other caller has its answer a moment before its place is given back.
        Awaitility.await().until(() -> server.inFlight() == 1);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> server.inFlight() == 0);
        assertThat(server.unread()).isEqualTo(1);
    }

    @Test
    void a_connection_without_a_call_is_closed() {
        // Given
        assertThat(server.servedMeanwhile()).hasSize(MUCH);

        // When
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> server.connections() == 0);

        // Then
        assertThat(server.servedMeanwhile()).hasSize(MUCH);
    }
}
