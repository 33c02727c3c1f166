package io.qipan.launcher.demo;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.Reasons;
import io.qipan.proto.common.v1.ErrorReason;
import java.util.function.Supplier;

/** A step that reads a resource and changes what it has read. */
final class Stale {

    private static final int MOST_ATTEMPTS = 50;

    private Stale() {}

    /** Decides the step again when somebody else, or a deadline, has changed the resource in between. */
    static <T> T again(Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (StatusRuntimeException e) {
                if (Reasons.of(e) != ErrorReason.STALE_ETAG || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
