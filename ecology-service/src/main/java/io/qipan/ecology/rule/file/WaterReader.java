package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.WaterEntry;
import io.qipan.ecology.rule.model.Corridor;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.Water;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waters with their hand-drawn corridors. */
final class WaterReader {
    private final Faults faults;
    private final Map<String, Water> known = new LinkedHashMap<>();

    WaterReader(Faults faults) {
        this.faults = faults;
    }

    void read(String file, List<WaterEntry> entries) {
        for (WaterEntry entry : entries) {
            Reading reading = new Reading(file + ", water " + entry.code(), faults);
            Optional<String> code = reading.code(entry.code());
            Optional<Text> name = reading.bilingual("name", entry.name());
            Optional<Corridor> corridor = corridor(reading, entry);
            if (code.isPresent() && name.isPresent() && corridor.isPresent()) {
                Water water = new Water(code.get(), name.get(), corridor.get());
                if (known.putIfAbsent(code.get(), water) != null) {
                    reading.fault("code", "is taken by another water");
                }
            }
        }
    }

    private static Optional<Corridor> corridor(Reading reading, WaterEntry entry) {
        Optional<String> drawn = reading.text("drawn", entry.drawn());
        Optional<Double> halfWidthKm = reading.kilometres("half_width_km", entry.halfWidthKm());
        Optional<Double> accuracyKm = reading.kilometres("accuracy_km", entry.accuracyKm());
        List<Wgs84> line = line(reading, Reading.orNone(entry.lineLatitudeLongitude()));
        if (line.size() < 2) {
            reading.fault("line_latitude_longitude", "needs at least two usable points");
            return Optional.empty();
        }
        if (drawn.isEmpty() || halfWidthKm.isEmpty() || accuracyKm.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Corridor(line, halfWidthKm.get() * 1000, accuracyKm.get() * 1000));
    }

    private static List<Wgs84> line(Reading reading, List<List<Double>> pairs) {
        List<Wgs84> line = new ArrayList<>();
        for (List<Double> pair : pairs) {
            Wgs84 point = point(pair);
            if (point == null) {
                reading.fault("line_latitude_longitude", pair + " is not a latitude and a longitude");
            } else {
                line.add(point);
            }
        }
        return line;
    }

    private static @Nullable Wgs84 point(List<Double> pair) {
        try {
            return pair.size() == 2 ? new Wgs84(pair.get(0), pair.get(1)) : null;
        } catch (RefusedException e) {
            return null;
        }
    }

    Map<String, Water> known() {
        return known;
    }
}
