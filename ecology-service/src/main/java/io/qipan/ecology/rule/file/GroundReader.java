package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.AreaEntry;
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
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/** Waters and areas, in the order of the files: a wider area stands before its parts. */
final class GroundReader {
    private static final GeometryFactory DEGREES = new GeometryFactory();

    private final Map<String, Water> waters = new LinkedHashMap<>();
    private final Map<String, Area> areas = new LinkedHashMap<>();

    void water(Reading reading, WaterEntry entry) {
        Optional<String> code = reading.code(entry.code());
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Corridor> corridor = LineReader.corridor(
                reading, entry.drawn(), entry.halfWidthKm(), entry.accuracyKm(), entry.lineLatitudeLongitude());
        if (code.isPresent() && name.isPresent() && corridor.isPresent()) {
            Water water = new Water(code.get(), name.get(), corridor.get());
            if (waters.putIfAbsent(code.get(), water) != null) {
                reading.fault("code", "is taken by another water");
            }
        }
    }

    void area(Reading reading, AreaEntry entry) {
        Optional<String> code = reading.areaCode(entry.code());
        Optional<Area.Kind> kind = reading.oneOf("kind", entry.kind(), Area.Kind.class);
        Optional<Text> name = reading.bilingual("name", entry.name());
        Optional<Area> within = Optional.ofNullable(entry.within()).map(areas::get);
        if (entry.within() != null && within.isEmpty()) {
            reading.fault("within", "no area '" + entry.within() + "' stands before this one");
        }
        if (within.isPresent() && kind.isPresent() && within.get().kind() != kind.get()) {
            reading.fault("within", "'" + entry.within() + "' is of another kind");
        }
        Optional<AreaShape> shape =
                entry.polygonsLatitudeLongitude() == null ? Optional.empty() : shape(reading, entry);
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

    private static Optional<AreaShape> shape(Reading reading, AreaEntry entry) {
        Optional<String> drawn = reading.text("drawn", entry.drawn());
        Optional<Double> accuracy = reading.kilometres("accuracy_km", entry.accuracyKm(), 0);
        Reading at = reading.at("polygons_latitude_longitude");
        List<Polygon> polygons = new ArrayList<>();
        List<List<List<Double>>> rings = Reading.orNone(entry.polygonsLatitudeLongitude());
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
