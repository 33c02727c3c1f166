package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Contexts;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives every unary call an end: the caller's, and ours if the caller has none or a later one. */
final class Deadlined implements ServerInterceptor {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rpc-deadlines").factory());
    private final Duration longest;

    Deadlined(Duration longest) {
        this.longest = longest;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (call.getMethodDescriptor().getType() != MethodType.UNARY) {
            return next.startCall(call, headers);
        }
        CancellableContext bounded =
                Context.current().withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS, timer);
        AtomicBoolean begun = new AtomicBoolean();
        bounded.addListener(
                context -> {
                    // From its half-close on, a call is its handler's to end.
                    if (context.cancellationCause() instanceof TimeoutException && begun.compareAndSet(false, true)) {
                        Rpc.refuse(
                                call,
                                Refusal.of(
                                        Reason.DEADLINE_PASSED,
                                        "The deadline passed before the request was complete."));
                    }
                },
                Runnable::run);
        return beginning(begun, Contexts.interceptCall(bounded, ending(call, bounded), headers, next));
    }

    private static <A> ServerCall.Listener<A> beginning(AtomicBoolean begun, ServerCall.Listener<A> listener) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onHalfClose() {
                if (begun.compareAndSet(false, true)) {
                    super.onHalfClose();
                }
            }
        };
    }

    /** The timer goes with the call; thousands of calls a second would otherwise leave one each until the longest time. */
    private static <A, B> ServerCall<A, B> ending(ServerCall<A, B> call, CancellableContext bounded) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                super.close(status, trailers);
                bounded.cancel(null);
            }
        };
    }
}
