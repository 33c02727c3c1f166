package io.qipan.runtime.caller;

import io.grpc.Context;

/**
 * Where the request being served came from, for the record; not proved by anything.
 *
 * @param address of the other end of the connection, without a port; behind trusted proxies the last one that is none
 *     of theirs; empty for what nobody has asked for
 * @param onBehalfOf who had a service ask this, as that service says; empty if it is the caller itself
 */
public record Origin(String address, String onBehalfOf) {

    public static final Origin UNKNOWN = new Origin("", "");

    public static final Context.Key<Origin> KEY = Context.keyWithDefault("origin", UNKNOWN);

    public static Origin current() {
        return KEY.get();
    }
}
