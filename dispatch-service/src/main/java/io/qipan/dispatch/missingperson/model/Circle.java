package io.qipan.dispatch.missingperson.model;

import java.time.Instant;
import java.util.List;

/**
 * A circle that a search has reached.
 *
 * @param tell who is to be told and was not by a circle before
 */
public record Circle(int radiusKm, Instant reachedAt, String by, String reason, List<String> tell) {
    public Circle {
        tell = List.copyOf(tell);
    }
}
