package io.qipan.dispatch.id.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/** The version of a resource as clients name it. */
public final class Etag {

    private Etag() {}

    public static String of(long version) {
        return Long.toString(version);
    }

    /** Of a resource of another service, whose etags are numbers that grow. Refuses INVALID_FIELD. */
    public static long versionOf(String resource, String etag) {
        try {
            return Long.parseLong(etag);
        } catch (NumberFormatException e) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            "The etag '" + etag + "' of " + resource
                                    + " is no number, so nobody knows whether it is news."
                                    + " Have the service that tells it send one.")
                    .with("field", "etag")
                    .asException();
        }
    }

    /** Refuses STALE_ETAG if the caller knows another version than the current one. */
    public static void check(String resource, String given, long version) {
        String current = of(version);
        if (!current.equals(given)) {
            throw Refusal.staleEtag(resource, given, current).asException();
        }
    }
}
