package io.qipan.patrol.position.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A fix that keeps the rules.
 *
 * @param device its own name; empty if the fix came by itself and not from a stream
 * @param sequence the device's own number of it
 * @param mockLocation an app made the place up
 * @param clockAhead how far the clock of the device was ahead of ours
 */
public record Fix(
        String device,
        long sequence,
        Position position,
        Motion motion,
        boolean mockLocation,
        Optional<Duration> clockAhead) {

    /** In place of a number that the fix is given when it is kept. */
    public static final long UNNUMBERED = 0;

    /** A position that somebody reports by itself. */
    public static Fix reported(Position position) {
        return new Fix("", UNNUMBERED, position, Motion.UNTOLD, false, Optional.empty());
    }
}
