package io.qipan.dispatch.peer;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The same request id whenever the same thing is asked again, also after a restart. */
final class RequestIds {

    private RequestIds() {}

    static String of(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
