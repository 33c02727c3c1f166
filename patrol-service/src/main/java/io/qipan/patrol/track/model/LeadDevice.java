package io.qipan.patrol.track.model;

import io.qipan.patrol.position.model.Fix;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one device where several report at the same time: two telephones in one car are one way, and going to and fro between
 * what they say would be a longer one.
 */
final class LeadDevice {
    /** Longer than the usual interval of a device, so that the lead does not change all the time. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private @Nullable Fix last;

    /** Whether the path goes over this fix, which is not older than the ones before. */
    boolean follows(Fix fix) {
        boolean follows = last == null || last.device().equals(fix.device()) || isSilent(last, fix);
        if (follows) {
            last = fix;
        }
        return follows;
    }

    private static boolean isSilent(Fix last, Fix now) {
        return last.position().fixedAt().plus(SILENCE).isBefore(now.position().fixedAt());
    }
}
