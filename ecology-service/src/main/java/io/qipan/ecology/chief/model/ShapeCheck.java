package io.qipan.ecology.chief.model;

import io.qipan.ecology.chief.model.Finding.Code;
import io.qipan.runtime.place.Ground;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** What one jurisdiction's geometry must be by itself. */
final class ShapeCheck {
    private static final int MOST_POSITIONS = 20_000;
    private static final double SMALLEST_AREA_M2 = 1;
    private static final double SHORTEST_LINE_M = 1;
    private static final double WIDEST_CORRIDOR_M = 20_000;

    private ShapeCheck() {}

    /** What is wrong with it, if anything is. */
    static Optional<Finding> check(Draft draft) {
        Geometry geometry = draft.jurisdiction().geometry();
        if (geometry.getDimension() == 0) {
            return Optional.of(draft.error(
                    Code.GEOMETRY_NOT_USABLE, "A jurisdiction is an area or a line, not a point. Draw one."));
        }
        if (geometry.getNumPoints() > MOST_POSITIONS) {
            return Optional.of(draft.error(
                    Code.TOO_DETAILED,
                    "It has " + geometry.getNumPoints() + " positions, at most " + MOST_POSITIONS
                            + " are taken. Simplify it, or cut it up."));
        }
        return draft.jurisdiction().isLine() ? line(draft) : area(draft);
    }

    private static Optional<Finding> line(Draft draft) {
        double corridor = draft.jurisdiction().corridorM();
        if (!(corridor >= 1 && corridor <= WIDEST_CORRIDOR_M)) {
            return Optional.of(draft.error(
                    Code.GEOMETRY_NOT_USABLE,
                    "corridor_m is " + corridor + ", of a line it must be 1 to 20,000: how many metres to each side"
                            + " belong to it."));
        }
        double metres = Ground.length(draft.jurisdiction().geometry());
        return metres < SHORTEST_LINE_M
                ? Optional.of(draft.error(
                                Code.DEGENERATE,
                                "The line is " + metres + " m long, it must have at least 1 m. Draw it again.")
                        .at(draft.jurisdiction().geometry().getCoordinate()))
                : Optional.empty();
    }

    private static Optional<Finding> area(Draft draft) {
        Geometry geometry = draft.jurisdiction().geometry();
        if (draft.jurisdiction().corridorM() != 0) {
            return Optional.of(draft.error(
                    Code.GEOMETRY_NOT_USABLE,
                    "corridor_m is " + draft.jurisdiction().corridorM() + ", but only lines have one. Take it away."));
        }
        double squareMetres = Ground.area(geometry);
        // Before the rest: what has no inside breaks every other rule as well, and in less clear words.
        if (squareMetres < SMALLEST_AREA_M2 && geometry.getEnvelope().getArea() < 1e-10) {
            return Optional.of(degenerate(draft, squareMetres));
        }
        TopologyValidationError fault = new IsValidOp(geometry).getValidationError();
        if (fault != null) {
            return Optional.of(draft.error(
                            Code.SELF_INTERSECTION,
                            "The area is not simple (" + fault.getMessage() + "). Draw it again around this place.")
                    .at(fault.getCoordinate()));
        }
        return squareMetres < SMALLEST_AREA_M2 ? Optional.of(degenerate(draft, squareMetres)) : Optional.empty();
    }

    private static Finding degenerate(Draft draft, double squareMetres) {
        return draft.error(
                        Code.DEGENERATE,
                        "The area has " + Ground.words(squareMetres) + ", it must have at least 1 m2. Draw it again.")
                .at(draft.jurisdiction().geometry().getCoordinate());
    }
}
