package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.limit.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** What every call passes on its way in, in this order. {@link Rpc#bind} adds what needs the message. */
public final class RpcPipeline implements ServerInterceptor {

    /**
     * @param longestCall how long a unary call may take at most, and after that its answer to the caller
     * @param mostInFlight how many unary calls may be under way at a time; our services may have as many beside
     * @param mostStreams how many streams may be open at a time; the same holds for them
     * @param messageBytes the largest message, uncompressed
     * @param quotas how much of all that one may take
     */
    public record Limits(Duration longestCall, int mostInFlight, int mostStreams, int messageBytes, Quotas quotas) {
        private static final int LEAST_BYTES = 64 << 10;
        private static final int MOST_BYTES = 16 << 20;

        public Limits {
            if (messageBytes < LEAST_BYTES || messageBytes > MOST_BYTES) {
                throw new IllegalArgumentException("qipan.limit.message-bytes must be from " + LEAST_BYTES + " to "
                        + MOST_BYTES + ", it is " + messageBytes);
            }
        }
    }

    private final Doors doors = new Doors();
    private final UnreadAnswers unreadAnswers;
    private final MeterRegistry meters;
    private final Limits limits;
    private final List<ServerInterceptor> outermostFirst;

    /** Of callers that come without a gateway between. */
    public RpcPipeline(
            MeterRegistry meters, TokenVerifier verifier, Limits limits, BiConsumer<String, Status> nonConforming) {
        this(meters, verifier, TrustedProxies.NONE, limits, nonConforming);
    }

    /**
     * @param proxies who is believed for whom it asks
     * @param nonConforming told the method and status whenever a status without a reason was about to leave
     */
    public RpcPipeline(
            MeterRegistry meters,
            TokenVerifier verifier,
            TrustedProxies proxies,
            Limits limits,
            BiConsumer<String, Status> nonConforming) {
        this.meters = meters;
        this.limits = limits;
        this.unreadAnswers = new UnreadAnswers(limits.longestCall(), meters);
        FairShares shares = new FairShares(
                limits.quotas(), proxies, new Refused(meters), limits.mostInFlight(), limits.mostStreams());
        Gauge.builder("qipan.rpc.in.flight", shares, FairShares::callsUnderWay).register(meters);
        Gauge.builder("qipan.rpc.streams", shares, FairShares::streamsOpen).register(meters);
        outermostFirst = List.of(
                unreadAnswers,
                new Conformance(nonConforming),
                new Tracing(),
                new Metering(meters),
                doors,
                new Authentication(verifier, proxies),
                shares,
                new Authorization(),
                new Deadlined(limits.longestCall()),
                new MessageSizes(limits.messageBytes()));
    }

    /** Before this, calls are refused: the server may listen before the rest of the service has started. */
    public void open() {
        doors.open();
    }

    /** From now on, calls are refused with {@code SHUTTING_DOWN}; those under way go on. */
    public void close() {
        doors.close();
    }

    /** The largest message that is taken, in bytes. */
    public int messageBytes() {
        return limits.messageBytes();
    }

    /** Sets a server up so that this pipeline can keep its limits there. */
    void equip(NettyServerBuilder server, ServerLimits connections) {
        int atOnce = limits.mostInFlight() + limits.mostStreams();
        server.addStreamTracerFactory(unreadAnswers)
                .addTransportFilter(
                        new Connections(connections.connections(), connections.connectionsOfAddress(), meters))
                // What is a little too large is refused here, with a reason; what is much too large by the transport.
                .maxInboundMessageSize(2 * limits.messageBytes())
                .maxConcurrentCallsPerConnection(atOnce);
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        ServerCallHandler<A, B> chain = next;
        for (ServerInterceptor interceptor : outermostFirst.reversed()) {
            ServerCallHandler<A, B> inner = chain;
            chain = (innerCall, innerHeaders) -> interceptor.interceptCall(innerCall, innerHeaders, inner);
        }
        return chain.startCall(call, headers);
    }
}
