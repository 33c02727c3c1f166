package io.qipan.runtime.place;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** What is known of a place on the ground: a point or an area, as it was given. */
public sealed interface Shape {

    /** The point, or the middle of the area. */
    Wgs84 middle();

    /** Metres from the middle to the furthest corner; 0 for a point. */
    double reach();

    record Spot(Datum given) implements Shape {
        @Override
        public Wgs84 middle() {
            return given.toWgs84();
        }

        @Override
        public double reach() {
            return 0;
        }
    }

    /** A simple polygon; the ring closes itself. */
    record Region(List<Datum> ring) implements Shape {
        public Region {
            ring = List.copyOf(ring);
            TopologyValidationError error = new IsValidOp(polygon(ring)).getValidationError();
            if (error != null) {
                throw Refusal.of(
                                Reason.PLACE_INVALID,
                                "The area is not a simple polygon: " + error.getMessage() + " near "
                                        + error.getCoordinate() + " (longitude, latitude).")
                        .with("problem", "not_simple")
                        .asException();
            }
        }

        private static Polygon polygon(List<Datum> ring) {
            List<Coordinate> corners = new ArrayList<>();
            ring.forEach(corner -> {
                Wgs84 point = corner.toWgs84();
                corners.add(new Coordinate(point.longitude(), point.latitude()));
            });
            corners.add(corners.getFirst().copy());
            return new GeometryFactory().createPolygon(corners.toArray(Coordinate[]::new));
        }

        /** The centroid, which for a bent area can lie outside of it. */
        @Override
        public Wgs84 middle() {
            Coordinate centroid = polygon(ring).getCentroid().getCoordinate();
            return new Wgs84(centroid.y, centroid.x);
        }

        @Override
        public double reach() {
            Wgs84 middle = middle();
            return ring.stream()
                    .mapToDouble(corner -> Distance.metres(middle, corner.toWgs84()))
                    .max()
                    .orElse(0);
        }
    }
}
