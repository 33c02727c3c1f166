package io.qipan.patrol.track.model;

import java.time.Duration;

/**
 * What tells drift from travel. {@code qipan.patrol.v1.DriftFilter} says what each value means.
 *
 * @param standingRadiusM metres; a good receiver in the open wanders about half as far
 * @param fastestMps metres per second over ground; faster than any boat or car of a patrol
 * @param gap longer without a fix is not observed
 */
public record DriftFilter(double standingRadiusM, double fastestMps, Duration gap) {

    public static final DriftFilter USUAL = new DriftFilter(25, 70, Duration.ofMinutes(5));
}
