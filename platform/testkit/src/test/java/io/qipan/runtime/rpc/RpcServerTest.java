package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.tls.Security;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RpcServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress("127.0.0.1", 0);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final RpcPipeline pipeline = new RpcPipeline(
            new SimpleMeterRegistry(),
            TestTokens.verifier(InstantSource.system()),
            RpcHarness.limits(LONG, 8, 8),
            (method, status) -> {});
    private final RpcServer server = serving(ANYWHERE);
    private ManagedChannel channel;

    private RpcServer serving(InetSocketAddress address) {
        return new RpcServer(
                address,
                List.of(new Calls(this::slowly).bindService()),
                pipeline,
                Security.NONE,
                RpcHarness.CONNECTIONS);
    }

    /** Ends when the test says so. */
    private String slowly(GetCallRequest request) {
        begun.countDown();
        try {
            return mayEnd.await(20, TimeUnit.SECONDS) ? "done" : "waited in vain";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @BeforeEach
    void start() {
        pipeline.open();
        server.start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
        Awaitility.await().until(() -> FieldValidation.notReady().isEmpty());
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        channel.shutdownNow();
        server.drain(LONG);
    }

    private Future<GetCallResponse> call() {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + TestTokens.mint("wang", Role.DISPATCHER));
        return CallServiceGrpc.newFutureStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .getCall(GetCallRequest.newBuilder()
                        .setName("calls/01939b4e-0000-7000-8000-000000000001")
                        .build());
    }

    private Future<Void> drained(Duration longest) {
        return CompletableFuture.runAsync(() -> server.drain(longest));
    }

    @Test
    void a_call_under_way_is_finished_while_others_are_sent_elsewhere() throws Exception {
        // Given
        Future<GetCallResponse> underWay = call();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        Future<Void> drained = drained(LONG);
        Awaitility.await().until(() -> !server.isServing());
        Throwable late = catchThrowable(() -> call().get(10, TimeUnit.SECONDS));
        mayEnd.countDown();

        // Then
        assertThat(TestDatabase.await(underWay).getCall().getDescription()).isEqualTo("done");
        assertThat(Status.fromThrowable(late).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(drained).succeedsWithin(LONG);
    }

    @Test
    void what_is_not_done_in_time_is_broken_off() throws Exception {
        // Given
        Future<GetCallResponse> underWay = call();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        server.drain(SHORT);

        // Then
        Throwable brokenOff = catchThrowable(() -> underWay.get(10, TimeUnit.SECONDS));
        assertThat(Status.fromThrowable(brokenOff).getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void a_port_that_somebody_has_is_told() {
        // Given
        RpcServer second = serving(new InetSocketAddress("127.0.0.1", server.port()));

        // When
        Throwable refused = catchThrowable(second::start);

        // Then
        assertThat(refused)
                .hasMessageContaining("gRPC cannot listen on /127.0.0.1:" + server.port())
                .hasMessageContaining("QIPAN_GRPC_PORT");
    }
}
