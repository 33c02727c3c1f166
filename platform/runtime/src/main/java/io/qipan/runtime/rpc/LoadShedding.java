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

/** Refuses calls beyond what can be answered in time, and streams beyond what can be kept open, instead of letting all wait. */
final class LoadShedding implements ServerInterceptor {

    /**
     * @param what of which there may be so many at a time
     * @param open how many there are
     * @param comeBack when it is worth trying again
     */
    record Gate(String what, int limit, AtomicInteger open, Duration comeBack) {

        private boolean enter() {
            if (open.incrementAndGet() > limit) {
                open.decrementAndGet();
                return false;
            }
            return true;
        }

        private Refusal refusal() {
            return Refusal.of(Reason.OVERLOADED, "More than " + limit + " " + what + ". Come back later.")
                    .with("limit", Integer.toString(limit))
                    .retryAfter(comeBack);
        }
    }

    private final Gate unary;
    private final Gate streams;

    LoadShedding(Gate unary, Gate streams) {
        this.unary = unary;
        this.streams = streams;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!Rpc.isOurs(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        Gate gate = call.getMethodDescriptor().getType() == MethodType.UNARY ? unary : streams;
        if (!gate.enter()) {
            return Rpc.refuse(call, gate.refusal());
        }
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                gate.open().decrementAndGet();
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
