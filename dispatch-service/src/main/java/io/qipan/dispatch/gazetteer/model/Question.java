package io.qipan.dispatch.gazetteer.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location;
import java.util.List;
import java.util.Optional;

/**
 * What is known when somebody asks where that is.
 *
 * @param text what was said; may be empty
 * @param district administrative code or its beginning; empty: unknown
 * @param callerNumber empty: unknown
 * @param handsets where the telephone is said to be
 */
public record Question(
        String text, String district, Optional<Near> near, String callerNumber, List<Location> handsets, int limit) {

    /** Somewhere near it, as certain as the radius in metres. */
    public record Near(Wgs84 point, double radiusM) {}

    public Question {
        handsets = List.copyOf(handsets);
    }
}
