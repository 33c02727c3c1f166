package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.caller.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** What every call passes on its way in, in this order. {@link Rpc#bind} adds what needs the message. */
public final class RpcPipeline implements ServerInterceptor {

    /**
     * @param longestCall how long a unary call may take at most
     * @param mostInFlight how many unary calls may be under way at a time
     * @param mostStreams how many streams may be open at a time
     */
    public record Limits(Duration longestCall, int mostInFlight, int mostStreams) {}

    private static final Duration NEXT_CALL = Duration.ofMillis(200);
    private static final Duration NEXT_STREAM = Duration.ofSeconds(5);

    private final Doors doors = new Doors();
    private final List<ServerInterceptor> outermostFirst;

    /**
     * @param nonConforming told the method and status whenever a status without a reason was about to leave
     */
    public RpcPipeline(
            MeterRegistry meters, TokenVerifier verifier, Limits limits, BiConsumer<String, Status> nonConforming) {
        LoadShedding.Gate unary = new LoadShedding.Gate(
                "requests are under way", limits.mostInFlight(), gauge(meters, "qipan.rpc.in.flight"), NEXT_CALL);
        LoadShedding.Gate streams = new LoadShedding.Gate(
                "streams are open", limits.mostStreams(), gauge(meters, "qipan.rpc.streams"), NEXT_STREAM);
        outermostFirst = List.of(
                new Conformance(nonConforming),
                new Tracing(),
                new Metering(meters),
                doors,
                new LoadShedding(unary, streams),
                new Deadlined(limits.longestCall()),
                new Authentication(verifier),
                new Authorization());
    }

    /** Before this, calls are refused: the server may listen before the rest of the service has started. */
    public void open() {
        doors.open();
    }

    /** From now on, calls are refused with {@code SHUTTING_DOWN}; those under way go on. */
    public void close() {
        doors.close();
    }

    private static AtomicInteger gauge(MeterRegistry meters, String name) {
        AtomicInteger count = new AtomicInteger();
        Gauge.builder(name, count, AtomicInteger::get).register(meters);
        return count;
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
