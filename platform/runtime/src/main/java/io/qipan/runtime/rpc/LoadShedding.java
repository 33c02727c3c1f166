package io.qipan.runtime.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses unary calls beyond what can be answered in time, instead of letting all of them wait. */
final class LoadShedding implements ServerInterceptor {
    private static final Duration COME_BACK = Duration.ofMillis(200);

    private final int limit;
    private final AtomicInteger inFlight;

    LoadShedding(int limit, AtomicInteger inFlight) {
        this.limit = limit;
        this.inFlight = inFlight;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (call.getMethodDescriptor().getType() != MethodType.UNARY || !Rpc.isOurs(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return Rpc.refuse(
                    call,
                    Refusal.of(Reason.OVERLOADED, "More than " + limit + " requests are under way. Come back later.")
                            .with("limit", Integer.toString(limit))
                            .retryAfter(COME_BACK));
        }
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
            }
        };
        return listen(next.startCall(counted(call, end), headers), end);
    }

    private static <A, B> ServerCall<A, B> counted(ServerCall<A, B> call, Runnable end) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                end.run();
                super.close(status, trailers);
            }
        };
    }

    private static <A> ServerCall.Listener<A> listen(ServerCall.Listener<A> listener, Runnable end) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onCancel() {
                end.run();
                super.onCancel();
            }
        };
    }
}
