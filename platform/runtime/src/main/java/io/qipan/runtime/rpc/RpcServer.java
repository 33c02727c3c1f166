package io.qipan.runtime.rpc;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.qipan.runtime.tls.Security;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves the contract over gRPC, with health and reflection beside it, until it is drained. */
public final class RpcServer {
    private static final Logger LOG = Logger.getLogger(RpcServer.class);

    /**
     * What a client can send into one call before its handler asks for it; the rest waits with the client. By itself the
     * server would let this grow to 8 MiB for a client that sends much, on each of thousands of streams. Over a line with
     * 100 ms there and back it still lets 1.3 MB per second through.
     */
    private static final int WINDOW_BYTES = 128 << 10;

    /** A caller that has vanished without a word is found out, and its watches end. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private static final Duration MOST_FREQUENT_KEEP_ALIVE = Duration.ofSeconds(10);
    /** Calls that a client may begin and break off: a gateway that goes down may do it with all of its streams at once. */
    private static final int MOST_RESETS = 5_000;

    private static final int RESETS_WITHIN_S = 10;
    /** For what was broken off to be told so. */
    private static final Duration TIME_TO_BREAK_OFF = Duration.ofSeconds(1);

    private final InetSocketAddress address;
    private final List<ServerServiceDefinition> services;
    private final RpcPipeline pipeline;
    private final Security security;
    private final ServerLimits limits;
    private final HealthStatusManager health = new HealthStatusManager();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile @Nullable Server server;

    /** @param address where to listen; port 0 is any free one */
    public RpcServer(
            InetSocketAddress address,
            List<ServerServiceDefinition> services,
            RpcPipeline pipeline,
            Security security,
            ServerLimits limits) {
        this.security = security;
        this.limits = limits;
        this.address = address;
        this.services = services;
        this.pipeline = pipeline;
    }

    public void start() {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                // Handlers have threads of their own, see Answer.
                .directExecutor()
                .fallbackHandlerRegistry(new UnknownMethods())
                .maxInboundMetadataSize(limits.headerBytes())
                .flowControlWindow(WINDOW_BYTES)
                .handshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionIdle(limits.idle().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAge(limits.age().toMillis(), TimeUnit.MILLISECONDS)
                .maxRstFramesPerWindow(MOST_RESETS, RESETS_WITHIN_S)
                .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveTime(MOST_FREQUENT_KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        pipeline.equip(builder, limits);
        security.protect(builder);
        Stream.concat(
                        services.stream(),
                        Stream.of(
                                health.getHealthService().bindService(),
                                ProtoReflectionServiceV1.newInstance().bindService()))
                .forEach(service -> builder.addService(ServerInterceptors.intercept(service, pipeline)));
        try {
            server = builder.build().start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "gRPC cannot listen on " + address + " (" + e.getCause() + "). Free it, or set QIPAN_GRPC_PORT.",
                    e);
        }
        services.forEach(
                service -> health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING));
        LOG.infof("gRPC listens on %s:%d", address.getHostString(), port());
    }

    /** Where it listens, once it has started. */
    public int port() {
        Server running = server;
        if (running == null) {
            throw new IllegalStateException("The gRPC server has not been started");
        }
        return running.getPort();
    }

    public boolean isServing() {
        return server != null && !server.isShutdown();
    }

    /** Tells those who choose among replicas to choose another one. Whoever calls nevertheless is served. */
    public void leave() {
        if (!left.getAndSet(true)) {
            health.enterTerminalState();
        }
    }

    /**
     * Takes no more connections and sends clients elsewhere, waits for the calls under way, and breaks off what is not done by
     * then. Streams must have been told to end.
     */
    public void drain(Duration longest) {
        Server running = server;
        if (running == null) {
            return;
        }
        leave();
        running.shutdown();
        try {
            if (!running.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Calls were still under way %s after the service was told to go down", longest);
                boolean ignored =
                        running.shutdownNow().awaitTermination(TIME_TO_BREAK_OFF.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.shutdownNow();
        }
    }
}
