package io.qipan.runtime.caller;

import io.grpc.Context;

/**
 * What has proved who is asking. A stream asks again while it is open, because the keys that tokens are signed with
 * change.
 */
@FunctionalInterface
public interface Proof {

    /** A certificate, which the connection stands for, or none. */
    Proof OF_CONNECTION = () -> {};

    Context.Key<Proof> KEY = Context.keyWithDefault("proof", OF_CONNECTION);

    /** Of the RPC being served. */
    static Proof current() {
        return KEY.get();
    }

    /**
     * Throws a refusal, TOKEN_INVALID or TOKEN_EXPIRED, when it does not hold any more. Cheap while nothing has
     * changed.
     */
    void check();
}
