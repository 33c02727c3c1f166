package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.Finding.Code;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Suspects a document in which latitude stands before longitude. */
final class AxesCheck {
    /** Where the Chinese datums apply; what is expected as long as there is no grid. */
    private static final Envelope CHINA = new Envelope(72.004, 137.8347, 0.8293, 55.8271);

    private AxesCheck() {}

    /**
     * @param drawn around all positions of the document as they stand there
     */
    static Optional<Finding> check(Grid present, Envelope drawn) {
        if (drawn.isNull()) {
            return Optional.empty();
        }
        Envelope expected = new Envelope();
        present.features()
                .values()
                .forEach(feature -> expected.expandToInclude(feature.geometry().getEnvelopeInternal()));
        if (expected.isNull()) {
            expected.init(CHINA);
        }
        Envelope swapped = new Envelope(drawn.getMinY(), drawn.getMaxY(), drawn.getMinX(), drawn.getMaxX());
        if (expected.intersects(drawn) || !expected.intersects(swapped)) {
            return Optional.empty();
        }
        Coordinate middle = swapped.centre();
        return Optional.of(Finding.warning(
                        Code.AXES_SWAPPED,
                        Finding.NOWHERE,
                        "The first numbers run from " + drawn.getMinX() + " to " + drawn.getMaxX()
                                + ", the second from "
                                + drawn.getMinY() + " to " + drawn.getMaxY() + ". Exchanged, they lie where "
                                + (present.features().isEmpty() ? "China is" : "the present grid is")
                                + ". GeoJSON wants the longitude first.")
                .at(middle));
    }
}
