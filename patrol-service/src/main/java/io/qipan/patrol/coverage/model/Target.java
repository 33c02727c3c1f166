package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.FeatureKind.Form;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** A geometry of the grid, ready to tell which part of a leg is at it, from any number of threads. */
public sealed interface Target permits AreaTarget, LineTarget, PointTarget {
    /** How near one passes a point, and how far a line's corridor reaches to each side: where a place is in plain sight. */
    double NEAR_M = 50;

    static Target of(Form form, Geometry geometry) {
        return switch (form) {
            case AREA -> new AreaTarget(geometry);
            case LINE -> new LineTarget(geometry);
            case POINT -> new PointTarget(geometry.getCoordinate());
        };
    }

    /** Degrees in which a leg must be to have any part at it. */
    Envelope reach();

    /** In the order of the leg. */
    List<Stretch> stretches(Leg leg);

    /** Metres; 0 for what is no line. */
    default double length() {
        return 0;
    }
}
