package io.qipan.runtime.rpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import io.qipan.runtime.refusal.RefusedException;

/** Passes a call on to its handler until a message is refused; after that the handler hears nothing more of it. */
abstract class CheckedMessages<A> extends SimpleForwardingServerCallListener<A> {
    private final ServerCall<A, ?> call;
    private boolean refused;

    CheckedMessages(ServerCall<A, ?> call, ServerCall.Listener<A> delegate) {
        super(delegate);
        this.call = call;
    }

    /** Hands the message to the handler with {@code super.onMessage}, or throws a refusal. */
    abstract void check(A message);

    final void pass(A message) {
        super.onMessage(message);
    }

    @Override
    public final void onMessage(A message) {
        if (refused) {
            return;
        }
        try {
            check(message);
        } catch (RefusedException e) {
            refused = true;
            Rpc.refuse(call, e.refusal());
        } catch (RuntimeException e) {
            // The transport would end the call with UNKNOWN and no reason.
            refused = true;
            Rpc.close(call, Statuses.of(e));
        }
    }

    @Override
    public final void onHalfClose() {
        if (!refused) {
            super.onHalfClose();
        }
    }
}
