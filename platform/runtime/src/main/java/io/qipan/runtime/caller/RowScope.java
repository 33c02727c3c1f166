package io.qipan.runtime.caller;

import io.grpc.Context;

/**
 * Whether the handler of an RPC has asked whose rows its caller reaches. Where the contract holds a caller to the rows
 * of its agency or unit, an answer made without asking is not sent.
 */
public final class RowScope {

    public static final Context.Key<RowScope> KEY = Context.key("row scope");

    private volatile boolean asked;

    /** Notes it for the RPC being served, if it is one of those. */
    static void ask() {
        RowScope scope = KEY.get();
        if (scope != null) {
            scope.asked = true;
        }
    }

    public boolean wasAskedFor() {
        return asked;
    }
}
