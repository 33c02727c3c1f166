package io.qipan.runtime.place;

import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Geometry;

/** The datum that a whole map is drawn in. Geometries have longitude as x and latitude as y. */
public enum MapDatum {
    WGS84 {
        @Override
        Datum point(double latitude, double longitude) {
            return new Wgs84(latitude, longitude);
        }

        @Override
        Datum of(Wgs84 point) {
            return point;
        }
    },
    GCJ02 {
        @Override
        Datum point(double latitude, double longitude) {
            return new Gcj02(latitude, longitude);
        }

        @Override
        Datum of(Wgs84 point) {
            return point.toGcj02();
        }
    },
    BD09 {
        @Override
        Datum point(double latitude, double longitude) {
            return new Bd09(latitude, longitude);
        }

        @Override
        Datum of(Wgs84 point) {
            return point.toGcj02().toBd09();
        }
    };

    abstract Datum point(double latitude, double longitude);

    abstract Datum of(Wgs84 point);

    /** A geometry drawn in this datum, in WGS-84. */
    public Geometry toWgs84(Geometry drawn) {
        return moved(drawn, at -> point(at.y, at.x).toWgs84());
    }

    /** A geometry in WGS-84 as it would be drawn in this datum. */
    public Geometry fromWgs84(Geometry geometry) {
        return moved(geometry, at -> of(new Wgs84(at.y, at.x)));
    }

    private interface Move {
        Datum apply(Coordinate from);
    }

    private static Geometry moved(Geometry geometry, Move move) {
        Geometry copy = geometry.copy();
        copy.apply((CoordinateFilter) at -> {
            Datum to = move.apply(at);
            at.setX(to.longitude());
            at.setY(to.latitude());
        });
        copy.geometryChanged();
        return copy;
    }
}
