package io.qipan.dispatch.id.model;

import io.qipan.runtime.refusal.Refusal;

/** The version of a resource as clients name it. */
public final class Etag {

    private Etag() {}

    public static String of(long version) {
        return Long.toString(version);
    }

    /** Refuses STALE_ETAG if the caller knows another version than the current one. */
    public static void check(String resource, String given, long version) {
        String current = of(version);
        if (!current.equals(given)) {
            throw Refusal.staleEtag(resource, given, current).asException();
        }
    }
}
