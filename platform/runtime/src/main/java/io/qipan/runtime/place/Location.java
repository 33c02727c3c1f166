package io.qipan.runtime.place;

import java.time.Instant;
import java.util.Optional;

/**
 * One located candidate of a call or an incident. A value: several are known at once, one may be chosen, none is overwritten.
 *
 * @param id within its call or incident, from 1
 * @param text address or description in the giver's words, may be empty
 * @param uncertaintyM radius in metres that holds the true place with 95 % confidence
 * @param observedAt when the place was true
 * @param givenBy subject of the caller's token
 */
public record Location(
        int id,
        Optional<Shape> shape,
        String text,
        Source source,
        double uncertaintyM,
        Instant observedAt,
        String givenBy,
        Instant receivedAt,
        boolean chosen) {

    /** Where it comes from; see {@code qipan.common.v1.LocationSource}. */
    public enum Source {
        CALLER,
        PHONE,
        GAZETTEER,
        UNIT_REPORT,
        DEVICE,
        OPERATOR,
        IMPORTED,
        SEARCH_AREA
    }

    /** Metres around the middle that cover the whole candidate; 0 if only a text is known. */
    public double radiusM() {
        return shape.map(Shape::reach).orElse(0.0) + uncertaintyM;
    }

    public Location numbered(int number) {
        return new Location(number, shape, text, source, uncertaintyM, observedAt, givenBy, receivedAt, chosen);
    }

    public Location chosen(boolean now) {
        return new Location(id, shape, text, source, uncertaintyM, observedAt, givenBy, receivedAt, now);
    }
}
