package io.qipan.runtime.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometries as RFC 7946 writes them, with all digits. */
public final class GeometryWriter {
    public static final JsonFactory JSON = new JsonFactory();

    private GeometryWriter() {}

    /** As text of its own. */
    public static String text(Geometry geometry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(geometry, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static void write(Geometry geometry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", geometry.getGeometryType());
        json.writeFieldName("coordinates");
        coordinates(geometry, json);
        json.writeEndObject();
    }

    private static void coordinates(Geometry geometry, JsonGenerator json) throws IOException {
        switch (geometry) {
            case Point point -> position(point.getCoordinate(), json);
            case LineString line -> path(line, json);
            case Polygon polygon -> {
                json.writeStartArray();
                path(polygon.getExteriorRing(), json);
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    path(polygon.getInteriorRingN(i), json);
                }
                json.writeEndArray();
            }
            case MultiLineString parts -> parts(parts, json);
            case MultiPolygon parts -> parts(parts, json);
            default -> throw new IllegalArgumentException("GeoJSON is not written of a " + geometry.getGeometryType());
        }
    }

    private static void parts(Geometry parts, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < parts.getNumGeometries(); i++) {
            coordinates(parts.getGeometryN(i), json);
        }
        json.writeEndArray();
    }

    private static void path(LineString line, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Coordinate at : line.getCoordinates()) {
            position(at, json);
        }
        json.writeEndArray();
    }

    private static void position(Coordinate at, JsonGenerator json) throws IOException {
        json.writeStartArray();
        json.writeNumber(at.x);
        json.writeNumber(at.y);
        json.writeEndArray();
    }
}
