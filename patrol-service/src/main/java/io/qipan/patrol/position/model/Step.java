package io.qipan.patrol.position.model;

import io.qipan.runtime.place.Ellipsoid;
import java.time.Duration;

/** From one fix to a later one: how far and how fast that was at least, the same for coverage, suspicion and kilometres. */
public record Step(Fix from, Fix to) {
    /** Many devices tell whole seconds. */
    private static final double ROUNDING_S = 1;

    public Duration time() {
        return Duration.between(from.position().fixedAt(), to.position().fixedAt());
    }

    /** Each at the near edge of its accuracy. */
    private double leastMetres() {
        double way = Ellipsoid.metres(from.position().wgs84(), to.position().wgs84());
        return Math.max(0, way - from.position().accuracyM() - to.position().accuracyM());
    }

    /** Metres per second. */
    public double leastSpeed() {
        Duration time = time();
        return leastMetres() / (time.toSeconds() + time.toNanosPart() / 1e9 + ROUNDING_S);
    }

    /** Whether nobody could get from one to the other in time who is no faster than this. */
    public boolean isJump(double fastestMps) {
        return leastSpeed() > fastestMps;
    }
}
