package io.qipan.launcher.client;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Request ids that follow from what is asked, so that asking again is the same request. */
public final class RequestId {

    private RequestId() {}

    /** The same words always give the same id (a name-based UUID, RFC 9562 version 3). */
    public static String of(String... words) {
        byte[] name = ("qipan/" + String.join("/", words)).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** For something that is meant once. */
    public static String fresh() {
        return UUID.randomUUID().toString();
    }
}
