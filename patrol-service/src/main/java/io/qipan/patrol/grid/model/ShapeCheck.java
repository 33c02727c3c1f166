package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.FeatureKind.Form;
import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.runtime.place.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryEditor;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** What one feature's geometry must be by itself. */
final class ShapeCheck {
    private static final int MOST_POSITIONS = 50_000;
    private static final double SMALLEST_AREA_M2 = 1;
    private static final double SHORTEST_LINE_M = 1;

    /** A draft with its geometry mended, if it can be used, and what was found. */
    record Checked(Optional<Draft> sound, List<Finding> findings) {}

    private ShapeCheck() {}

    static Checked check(Draft draft) {
        Form form = draft.feature().kind().form();
        Geometry geometry = draft.feature().geometry();
        if (!form.isOf(geometry)) {
            return unsound(draft.error(
                    Code.GEOMETRY_NOT_OF_KIND,
                    "A " + draft.feature().kind() + " must have " + form.words() + ", not a "
                            + geometry.getGeometryType() + "."));
        }
        if (geometry.getNumPoints() > MOST_POSITIONS) {
            return unsound(draft.error(
                    Code.TOO_DETAILED,
                    "It has " + geometry.getNumPoints() + " positions, at most " + MOST_POSITIONS
                            + " are taken. Simplify it, or cut it up."));
        }
        return switch (form) {
            case POINT -> new Checked(Optional.of(draft), List.of());
            case LINE -> line(draft);
            case AREA -> area(draft);
        };
    }

    private static Checked unsound(Finding finding) {
        return new Checked(Optional.empty(), List.of(finding));
    }

    private static Checked line(Draft draft) {
        Geometry geometry = draft.feature().geometry();
        double metres = Ground.length(geometry);
        if (metres < SHORTEST_LINE_M) {
            return unsound(draft.error(
                            Code.DEGENERATE,
                            "The line is " + metres + " m long, it must have at least " + SHORTEST_LINE_M
                                    + " m. Draw it again, or make it a point.")
                    .at(geometry.getCoordinate()));
        }
        return new Checked(Optional.of(draft), List.of());
    }

    private static Checked area(Draft draft) {
        Geometry geometry = draft.feature().geometry();
        double squareMetres = Ground.area(geometry);
        // Before the rest: what has no inside breaks every other rule as well, and in less clear words.
        if (squareMetres < SMALLEST_AREA_M2 && geometry.getEnvelope().getArea() < 1e-10) {
            return unsound(degenerate(draft, squareMetres));
        }
        TopologyValidationError fault = new IsValidOp(geometry).getValidationError();
        if (fault != null) {
            return unsound(draft.error(
                            Code.SELF_INTERSECTION,
                            "The area is not simple (" + fault.getMessage() + "). Draw it again around this place.")
                    .at(fault.getCoordinate()));
        }
        if (squareMetres < SMALLEST_AREA_M2) {
            return unsound(degenerate(draft, squareMetres));
        }
        List<Finding> findings = new ArrayList<>();
        Geometry mended = mended(draft, findings);
        return new Checked(Optional.of(draft.withGeometry(mended)), findings);
    }

    private static Finding degenerate(Draft draft, double squareMetres) {
        return draft.error(
                        Code.DEGENERATE,
                        "The area has " + Ground.words(squareMetres) + ", it must have at least " + SMALLEST_AREA_M2
                                + " m2. Draw it again, or make it a point.")
                .at(draft.feature().geometry().getCoordinate());
    }

    /** Outer rings run counter-clockwise, holes clockwise: RFC 7946, 3.1.6. */
    private static Geometry mended(Draft draft, List<Finding> findings) {
        return new GeometryEditor().edit(draft.feature().geometry(), (part, factory) -> {
            if (!(part instanceof Polygon polygon)) {
                return part;
            }
            LinearRing shell = turned(polygon.getExteriorRing(), true, draft, findings);
            LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
            for (int i = 0; i < holes.length; i++) {
                holes[i] = turned(polygon.getInteriorRingN(i), false, draft, findings);
            }
            return factory.createPolygon(shell, holes);
        });
    }

    private static LinearRing turned(LinearRing ring, boolean counterClockwise, Draft draft, List<Finding> findings) {
        if (Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise) {
            return ring;
        }
        findings.add(draft.warning(
                        Code.RING_ORDER,
                        (counterClockwise ? "An outer ring runs clockwise" : "A hole runs counter-clockwise")
                                + ", against RFC 7946. It is turned around; nothing need be done.")
                .at(ring.getCoordinate()));
        return ring.reverse();
    }
}
