package io.qipan.ecology.agency.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Which rows a caller sees. Ask it of every row that leaves the service. */
public sealed interface Scope {

    /** Whether a row about this kind of resource, at this place, may be seen. */
    boolean sees(ResourceKind kind, Geometry place);

    default boolean sees(ResourceKind kind, Wgs84 point) {
        return sees(kind, new GeometryFactory().createPoint(new Coordinate(point.longitude(), point.latitude())));
    }

    /** Of the operating authority and its own services. */
    record Everything() implements Scope {
        @Override
        public boolean sees(ResourceKind kind, Geometry place) {
            return true;
        }
    }

    /** Of another agency: what the agreements that hold share with it, of places that lie in their areas at least in part. */
    record Shared(List<Agreement> agreements) implements Scope {
        public Shared {
            agreements = List.copyOf(agreements);
        }

        @Override
        public boolean sees(ResourceKind kind, Geometry place) {
            return agreements.stream()
                    .filter(agreement -> agreement.kinds().contains(kind))
                    .anyMatch(agreement -> shares(agreement.area(), place));
        }

        /** A common border is nothing in common, nor is the hair's breadth by which two drawings of it differ. */
        private static boolean shares(Geometry area, Geometry place) {
            if (!area.intersects(place) || area.touches(place)) {
                return false;
            }
            return place.getDimension() < 2
                    || area.covers(place)
                    || !Ground.pieces(OverlayNGRobust.overlay(area, place, OverlayNG.INTERSECTION))
                            .isEmpty();
        }
    }
}
