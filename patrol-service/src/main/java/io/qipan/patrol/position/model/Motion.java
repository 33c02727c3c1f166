package io.qipan.patrol.position.model;

import java.util.Optional;

/**
 * How a device moved, as far as it says.
 *
 * @param speedMps metres per second over ground
 * @param courseDeg clockwise from true north
 * @param altitudeM above the WGS-84 ellipsoid
 */
public record Motion(Optional<Double> speedMps, Optional<Double> courseDeg, Optional<Double> altitudeM) {

    public static final Motion UNTOLD = new Motion(Optional.empty(), Optional.empty(), Optional.empty());
}
