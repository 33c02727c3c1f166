package io.qipan.runtime.rpc;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.tls.Security;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestTokens;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A service behind a real port of this machine. */
final class LoopbackServer implements AutoCloseable {
    static final GetCallRequest REQUEST = GetCallRequest.newBuilder()
            .setName("calls/01939b4e-0000-7000-8000-000000000001")
            .build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final RpcServer server;

    LoopbackServer(RpcService service, Duration longestCall, ServerLimits limits) {
        RpcPipeline pipeline = new RpcPipeline(
                meters,
                TestTokens.verifier(InstantSource.system()),
                RpcHarness.limits(longestCall, 8, 8),
                (method, status) -> {});
        pipeline.open();
        server = new RpcServer(
                new InetSocketAddress("127.0.0.1", 0), List.of(service.bindService()), pipeline, Security.NONE, limits);
        server.start();
        Awaitility.await().until(() -> FieldValidation.notReady().isEmpty());
    }

    int port() {
        return server.port();
    }

    /** A connection of its own. */
    ManagedChannel connect() {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .flowControlWindow(64 << 10)
                .build();
        channels.add(channel);
        return channel;
    }

    static Metadata token(String padding) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + TestTokens.mint("wang", Role.DISPATCHER));
        headers.put(Metadata.Key.of("padding", Metadata.ASCII_STRING_MARSHALLER), padding);
        return headers;
    }

    static CallServiceBlockingStub calls(ManagedChannel connection) {
        return CallServiceGrpc.newBlockingStub(connection)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token("")))
                .withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /** What somebody else gets meanwhile, on a new connection. */
    String servedMeanwhile() {
        return calls(connect()).getCall(REQUEST).getCall().getDescription();
    }

    int inFlight() {
        return (int) meters.get("qipan.rpc.in.flight").gauge().value();
    }

    int connections() {
        return (int) meters.get("qipan.limit.connections").gauge().value();
    }

    double unread() {
        return meters.get("qipan.limit.unread").counter().count();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.drain(Duration.ofSeconds(1));
    }
}
