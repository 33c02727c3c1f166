package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final GetCallRequest REQUEST = GetCallRequest.newBuilder()
            .setName("calls/01939b4e-0000-7000-8000-000000000001")
            .build();

    private final CountDownLatch headersTaken = new CountDownLatch(1);
    private Server server;
    private ManagedChannel channel;

    /** A server that does each thing on a thread of its own. */
    @BeforeEach
    void serve() throws IOException {
        String name = "tracing-" + UUID.randomUUID();
        server = InProcessServerBuilder.forName(name)
                .executor(task -> Thread.ofPlatform().start(task))
                .addService(new Calls(request -> Tracing.traceparent().orElse("none") + " " + MDC.get("trace"))
                        .bindService())
                .intercept(new Tracing())
                .intercept(new ServerInterceptor() {
                    @Override
                    public <A, B> ServerCall.Listener<A> interceptCall(
                            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
                        ServerCall.Listener<A> listener = next.startCall(call, headers);
                        headersTaken.countDown();
                        return listener;
                    }
                })
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void a_trace_reaches_the_handler_though_the_message_comes_on_another_thread() throws Exception {
        // Given
        Metadata headers = new Metadata();
        headers.put(Tracing.TRACEPARENT, "00-" + TRACE + "-00f067aa0ba902b7-01");
        Reply reply = new Reply();
        ClientCall<GetCallRequest, GetCallResponse> call =
                channel.newCall(CallServiceGrpc.getGetCallMethod(), CallOptions.DEFAULT);
        call.start(reply, headers);
        call.request(2);
        assertThat(headersTaken.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        call.sendMessage(REQUEST);
        call.halfClose();

        // Then
        String seen = reply.message.get(10, TimeUnit.SECONDS).getCall().getDescription();
        assertThat(seen).startsWith("00-" + TRACE + "-").endsWith(" " + TRACE);
    }

    @Test
    void a_request_without_a_trace_gets_one() {
        // When
        GetCallResponse reply = CallServiceGrpc.newBlockingStub(channel).getCall(REQUEST);

        // Then
        assertThat(reply.getCall().getDescription()).matches("00-([0-9a-f]{32})-[0-9a-f]{16}-01 \\1");
    }

    private static final class Reply extends ClientCall.Listener<GetCallResponse> {
        private final CompletableFuture<GetCallResponse> message = new CompletableFuture<>();

        @Override
        public void onMessage(GetCallResponse response) {
            message.complete(response);
        }

        @Override
        public void onClose(io.grpc.Status status, Metadata trailers) {
            message.completeExceptionally(status.asRuntimeException());
        }
    }
}
