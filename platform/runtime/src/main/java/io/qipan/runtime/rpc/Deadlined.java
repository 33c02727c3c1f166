package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives every unary call an end: the caller's, and ours if the caller has none or a later one. A stream of answers may go on, but
 * its request has to be there by then.
 */
final class Deadlined implements ServerInterceptor {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("rpc-deadlines").factory());
    private final Duration longest;

    Deadlined(Duration longest) {
        this.longest = longest;
        // Else the timer of every call that is over would stay until its time comes.
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return switch (call.getMethodDescriptor().getType()) {
            case UNARY -> unary(call, headers, next);
            case SERVER_STREAMING -> stream(call, headers, next);
            // Their handlers wait for the messages, and know how long.
            case CLIENT_STREAMING, BIDI_STREAMING, UNKNOWN -> next.startCall(call, headers);
        };
    }

    private <A, B> ServerCall.Listener<A> stream(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        AtomicBoolean begun = new AtomicBoolean();
        Future<?> tooLate = timer.schedule(
                () -> {
                    if (begun.compareAndSet(false, true)) {
                        refuseIncomplete(call);
                    }
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        ServerCall<A, B> refusable = new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                begun.set(true);
                super.close(status, trailers);
            }
        };
        return beginning(begun, () -> tooLate.cancel(false), next.startCall(refusable, headers));
    }

    private <A, B> ServerCall.Listener<A> unary(ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        CancellableContext bounded =
                Context.current().withDeadlineAfter(longest.toMillis(), TimeUnit.MILLISECONDS, timer);
        AtomicBoolean begun = new AtomicBoolean();
        bounded.addListener(
                context -> {
                    // From its half-close on, a call is its handler's to end.
                    if (context.cancellationCause() instanceof TimeoutException && begun.compareAndSet(false, true)) {
                        refuseIncomplete(call);
                    }
                },
                Runnable::run);
        return beginning(begun, () -> {}, Contexts.interceptCall(bounded, ending(call, bounded), headers, next));
    }

    private static void refuseIncomplete(ServerCall<?, ?> call) {
        Rpc.close(
                call,
                Statuses.of(
                        Refusal.of(Reason.DEADLINE_PASSED, "The deadline passed before the request was complete.")));
    }

    private static <A> ServerCall.Listener<A> beginning(
            AtomicBoolean begun, Runnable inTime, ServerCall.Listener<A> listener) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onHalfClose() {
                inTime.run();
                if (begun.compareAndSet(false, true)) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onCancel() {
                inTime.run();
                super.onCancel();
            }
        };
    }

    /** The timer goes with the call. */
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
