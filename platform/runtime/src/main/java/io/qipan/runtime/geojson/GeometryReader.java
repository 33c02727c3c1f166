package io.qipan.runtime.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Geometries as RFC 7946 writes them: points, lines and areas. Heights are dropped. */
public final class GeometryReader {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private interface Part<T> {
        T read(JsonNode node) throws Unusable;
    }

    private GeometryReader() {}

    public static Geometry read(JsonNode geometry) throws Unusable {
        if (!geometry.isObject()) {
            throw new Unusable("it has no geometry");
        }
        String type = geometry.path("type").asText();
        JsonNode coordinates = geometry.path("coordinates");
        return switch (type) {
            case "Point" -> FACTORY.createPoint(position(coordinates));
            case "LineString" -> line(coordinates);
            case "MultiLineString" ->
                FACTORY.createMultiLineString(
                        parts(coordinates, GeometryReader::line).toArray(LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        parts(coordinates, GeometryReader::polygon).toArray(Polygon[]::new));
            default ->
                throw new Unusable("its geometry is of the type '" + Words.shown(type)
                        + "', not a Point, LineString, MultiLineString, Polygon or MultiPolygon");
        };
    }

    private static <T> List<T> parts(JsonNode array, Part<T> part) throws Unusable {
        if (!array.isArray() || array.isEmpty()) {
            throw new Unusable("its coordinates are not the array that its type wants, or are empty");
        }
        List<T> parts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            parts.add(part.read(element));
        }
        return parts;
    }

    private static Coordinate position(JsonNode array) throws Unusable {
        JsonNode x = array.path(0);
        JsonNode y = array.path(1);
        if (!x.isNumber() || !y.isNumber()) {
            throw new Unusable("a position is " + Words.shown(array.toString()) + ", not two numbers");
        }
        return new Coordinate(x.doubleValue(), y.doubleValue());
    }

    private static LineString line(JsonNode array) throws Unusable {
        List<Coordinate> path = parts(array, GeometryReader::position);
        if (path.size() < 2) {
            throw new Unusable("a line has one position, it needs two");
        }
        return FACTORY.createLineString(path.toArray(Coordinate[]::new));
    }

    private static Polygon polygon(JsonNode array) throws Unusable {
        List<LinearRing> rings = parts(array, GeometryReader::ring);
        return FACTORY.createPolygon(
                rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode array) throws Unusable {
        List<Coordinate> path = parts(array, GeometryReader::position);
        if (path.size() < 4) {
            throw new Unusable("a ring has " + path.size() + " positions, it needs four");
        }
        if (!path.getFirst().equals2D(path.getLast())) {
            throw new Unusable(
                    "a ring does not end where it begins, at " + path.getFirst().x + ", " + path.getFirst().y);
        }
        return FACTORY.createLinearRing(path.toArray(Coordinate[]::new));
    }
}
