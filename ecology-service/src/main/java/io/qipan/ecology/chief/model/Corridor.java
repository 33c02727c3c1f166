package io.qipan.ecology.chief.model;

import io.qipan.runtime.place.Distance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The area within so many metres of a line. */
final class Corridor {
    private static final double METRES_PER_DEGREE = Math.toRadians(Distance.EARTH_RADIUS_M);
    /** Of latitude. Within it a degree of longitude changes its length by 0.3 % up to 60 degrees north. */
    private static final double PIECE_DEGREES = 0.1;
    /** Of a quarter of a circle, which makes circles 0.12 % too narrow at worst. */
    private static final int CORNERS = 16;

    private Corridor() {}

    static Geometry around(Geometry line, double metres) {
        List<Geometry> parts = new ArrayList<>();
        for (Object part : LinearComponentExtracter.getLines(line)) {
            pieces(((LineString) part).getCoordinates())
                    .forEach(piece -> parts.add(around(line.getFactory().createLineString(piece), metres)));
        }
        return parts.size() == 1 ? parts.getFirst() : OverlayNGRobust.union(parts);
    }

    /** Cut where the latitude has changed by more than a piece may; neighbours share a position. */
    private static List<Coordinate[]> pieces(Coordinate[] path) {
        List<Coordinate[]> pieces = new ArrayList<>();
        int first = 0;
        for (int i = 1; i < path.length; i++) {
            boolean tooFar = Math.abs(path[i].y - path[first].y) > PIECE_DEGREES && i > first + 1;
            if (tooFar) {
                pieces.add(Arrays.copyOfRange(path, first, i));
                first = i - 1;
            }
        }
        pieces.add(Arrays.copyOfRange(path, first, path.length));
        return pieces;
    }

    /** In a plane in which a degree is as long to the east as to the north. */
    private static Geometry around(LineString piece, double metres) {
        double squeeze = Math.cos(Math.toRadians(piece.getEnvelopeInternal().centre().y));
        Geometry area = BufferOp.bufferOp(stretched(piece, squeeze), metres / METRES_PER_DEGREE, CORNERS);
        return stretched(area, 1 / squeeze);
    }

    private static Geometry stretched(Geometry geometry, double factor) {
        Geometry copy = geometry.copy();
        copy.apply((CoordinateFilter) at -> at.setX(at.x * factor));
        copy.geometryChanged();
        return copy;
    }
}
