package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;

/** Lets nobody in before the service has started, with its database migrated and its feed running, nor when it goes down. */
final class Doors implements ServerInterceptor {
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private enum State {
        NOT_OPEN_YET,
        OPEN,
        CLOSED
    }

    private volatile State state = State.NOT_OPEN_YET;

    void open() {
        state = State.OPEN;
    }

    void close() {
        state = State.CLOSED;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!Rpc.isOurs(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        return switch (state) {
            case OPEN -> next.startCall(call, headers);
            case NOT_OPEN_YET ->
                Rpc.refuse(
                        call,
                        Refusal.of(Reason.DEPENDENCY_UNAVAILABLE, "The service is starting. Try again.")
                                .with("dependency", "start")
                                .retryAfter(COME_BACK));
            case CLOSED ->
                Rpc.refuse(call, Refusal.of(Reason.SHUTTING_DOWN, "The service is going down. Try another replica."));
        };
    }
}
