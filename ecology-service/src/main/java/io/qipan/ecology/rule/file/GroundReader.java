package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.AreaEntry;
import io.qipan.ecology.rule.file.RuleFile.DrawingEntry;
import io.qipan.ecology.rule.file.RuleFile.WaterEntry;
import io.qipan.ecology.rule.model.Area;
import io.qipan.ecology.rule.model.AreaShape;
import io.qipan.ecology.rule.model.Corridor;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.Water;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/** Areas and then waters, in the order of the files: a wider area stands before its parts. Drawings come first of all. */
final class GroundReader {
    private static final GeometryFactory DEGREES = new GeometryFactory();

    private record Drawing(Reading reading, DrawingEntry entry) {}

    private final Map<String, Drawing> drawings = new LinkedHashMap<>();
    private final Map<String, Water> waters = new LinkedHashMap<>();
    private final Map<String, Area> areas = new LinkedHashMap<>();

    void drawing(Reading reading, DrawingEntry entry) {
        boolean line = entry.lineLatitudeLongitude() != null;
        if (line == (entry.polygonsLatitudeLongitude() != null)) {
            reading.fault("needs line_latitude_longitude of a water or polygons_latitude_longitude of an area");
        }
        reading.areaCode("of", entry.of())
                .filter(code -> drawings.putIfAbsent(code, new Drawing(reading, entry)) != null)
                .ifPresent(code -> reading.fault("of", "'" + code + "' is drawn by another entry"));
    }

    void water(Reading reading, WaterEntry entry) {
        Optional<String> code = reading.code(entry.code());
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Area> within = within(reading, entry.within());
        Optional<Corridor> corridor = corridor(reading, entry);
        boolean undrawn = corridor.isEmpty() && entry.lineLatitudeLongitude() == null;
        if (undrawn && within.flatMap(Area::nearestShape).isEmpty()) {
            reading.fault("has no line_latitude_longitude, and no drawn area in within: it could be anywhere");
            return;
        }
        if (code.isPresent()
                && name.isPresent()
                && (undrawn || corridor.isPresent())
                && waters.putIfAbsent(code.get(), new Water(code.get(), name.get(), corridor, within)) != null) {
            reading.fault("code", "is taken by another water");
        }
    }

    private Optional<Corridor> corridor(Reading reading, WaterEntry entry) {
        Drawing drawing = entry.code() == null ? null : drawings.remove(entry.code());
        if (drawing != null) {
            DrawingEntry drawn = drawing.entry();
            return LineReader.corridor(
                    drawing.reading(),
                    drawn.drawn(),
                    drawn.halfWidthKm(),
                    drawn.accuracyKm(),
                    drawn.lineLatitudeLongitude());
        }
        return entry.lineLatitudeLongitude() == null
                ? Optional.empty()
                : LineReader.corridor(
                        reading, entry.drawn(), entry.halfWidthKm(), entry.accuracyKm(), entry.lineLatitudeLongitude());
    }

    private Optional<Area> within(Reading reading, @Nullable String code) {
        Optional<Area> within = Optional.ofNullable(code).map(areas::get);
        if (code != null && within.isEmpty()) {
            reading.fault("within", "no area '" + code + "' stands before this one");
        }
        return within;
    }

    /** When all waters and areas are known. */
    void checkDrawings() {
        drawings.forEach((code, drawing) -> drawing.reading().fault("of", "there is no water or area '" + code + "'"));
    }

    void area(Reading reading, AreaEntry entry) {
        Optional<String> code = reading.areaCode(entry.code());
        Optional<Area.Kind> kind = reading.oneOf("kind", entry.kind(), Area.Kind.class);
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Area> within = within(reading, entry.within());
        if (within.isPresent() && kind.isPresent() && within.get().kind() != kind.get()) {
            reading.fault("within", "'" + entry.within() + "' is of another kind");
        }
        Optional<AreaShape> shape = shape(reading, entry);
        Optional<AreaShape> around = within.flatMap(Area::nearestShape);
        if (shape.isPresent() && around.isPresent() && !shape.get().meets(around.get())) {
            reading.fault("within", "'" + entry.within() + "' is drawn elsewhere");
        }
        if (code.isPresent()
                && kind.isPresent()
                && name.isPresent()
                && areas.putIfAbsent(code.get(), new Area(code.get(), name.get(), kind.get(), within, shape)) != null) {
            reading.fault("code", "is taken by another area");
        }
    }

    private Optional<AreaShape> shape(Reading reading, AreaEntry entry) {
        Drawing drawing = entry.code() == null ? null : drawings.remove(entry.code());
        if (drawing != null) {
            DrawingEntry drawn = drawing.entry();
            return shape(
                    drawing.reading(),
                    drawn.drawn(),
                    drawn.accuracyKm(),
                    Reading.orNone(drawn.polygonsLatitudeLongitude()));
        }
        return entry.polygonsLatitudeLongitude() == null
                ? Optional.empty()
                : shape(reading, entry.drawn(), entry.accuracyKm(), Reading.orNone(entry.polygonsLatitudeLongitude()));
    }

    private static Optional<AreaShape> shape(
            Reading reading, @Nullable String how, @Nullable Double accuracyKm, List<List<List<Double>>> rings) {
        Optional<String> drawn = reading.text("drawn", how);
        Optional<Double> accuracy = reading.kilometres("accuracy_km", accuracyKm, 0);
        Reading at = reading.at("polygons_latitude_longitude");
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            polygon(at.at(i), rings.get(i)).ifPresent(polygons::add);
        }
        if (polygons.isEmpty()) {
            at.fault("needs at least one usable ring");
            return Optional.empty();
        }
        MultiPolygon all = DEGREES.createMultiPolygon(polygons.toArray(Polygon[]::new));
        if (!all.isValid()) {
            at.fault("rings overlap each other");
            return Optional.empty();
        }
        return drawn.isEmpty() || accuracy.isEmpty()
                ? Optional.empty()
                : Optional.of(new AreaShape(all, accuracy.get() * 1000));
    }

    private static Optional<Polygon> polygon(Reading reading, List<List<Double>> pairs) {
        List<Wgs84> points = LineReader.points(reading, pairs);
        if (points.size() < 3) {
            reading.fault("a ring needs at least three usable points");
            return Optional.empty();
        }
        Polygon polygon = DEGREES.createPolygon(Stream.concat(points.stream(), Stream.of(points.getFirst()))
                .map(point -> new Coordinate(point.longitude(), point.latitude()))
                .toArray(Coordinate[]::new));
        if (!polygon.isValid()) {
            reading.fault("the ring crosses itself");
            return Optional.empty();
        }
        return Optional.of(polygon);
    }

    Map<String, Water> waters() {
        return waters;
    }

    Map<String, Area> areas() {
        return areas;
    }
}
