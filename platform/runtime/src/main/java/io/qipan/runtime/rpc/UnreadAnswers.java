package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Breaks off calls whose answer is not taken. An answered call has no deadline any more, and its answer waits in memory for as
 * long as its caller keeps the connection. All that a server can still do to it is to end its context, as if the caller's
 * deadline had passed; so it gets one here, from the transport ({@link #newServerStreamTracer}).
 */
final class UnreadAnswers extends ServerStreamTracer.Factory implements ServerInterceptor {
    private static final Context.Key<CancellableContext> BREAKABLE = Context.key("breakable");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Duration patience;
    private final Counter brokenOff;
    /** Calls that are answered, and until when the answer may be on its way. */
    private final Map<CancellableContext, Long> answered = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rpc-unread").factory());

    /** @param patience how long an answer may be on its way */
    UnreadAnswers(Duration patience, MeterRegistry meters) {
        this.patience = patience;
        this.brokenOff = meters.counter("qipan.limit.unread");
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        return new ServerStreamTracer() {
            @Override
            public Context filterContext(Context context) {
                CancellableContext breakable = context.withCancellation();
                return breakable.withValue(BREAKABLE, breakable);
            }
        };
    }

    /** Whether the answer of the current call can be on its way for some time: over a connection inside the process it cannot. */
    static boolean mayWait() {
        return BREAKABLE.get() != null;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        CancellableContext breakable = BREAKABLE.get();
        if (breakable == null) {
            return next.startCall(call, headers);
        }
        return listen(next.startCall(watched(call, breakable), headers), breakable);
    }

    private <A, B> ServerCall<A, B> watched(ServerCall<A, B> call, CancellableContext breakable) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                answered.put(breakable, System.nanoTime() + patience.toNanos());
                super.close(status, trailers);
                look();
            }
        };
    }

    private <A> ServerCall.Listener<A> listen(ServerCall.Listener<A> listener, CancellableContext breakable) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                answered.remove(breakable);
                super.onComplete();
            }

            @Override
            public void onCancel() {
                answered.remove(breakable);
                super.onCancel();
            }
        };
    }

    private void look() {
        if (!answered.isEmpty() && looking.compareAndSet(false, true)) {
            var ignored = timer.schedule(this::breakOff, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void breakOff() {
        long now = System.nanoTime();
        answered.forEach((breakable, until) -> {
            if (until - now < 0 && answered.remove(breakable) != null && !breakable.isCancelled()) {
                brokenOff.increment();
                breakable.cancel(new TimeoutException("The caller does not take the answer"));
            }
        });
        looking.set(false);
        look();
    }
}
