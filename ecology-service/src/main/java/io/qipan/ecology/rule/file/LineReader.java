package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.model.Corridor;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of degrees, and what lies along them. */
final class LineReader {
    /** A corridor may be as exact as a surveyed road, to a metre. */
    private static final double LEAST_KM = 0.001;

    private LineReader() {}

    static Optional<Corridor> corridor(
            Reading reading,
            @Nullable String drawn,
            @Nullable Double halfWidthKm,
            @Nullable Double accuracyKm,
            @Nullable List<List<Double>> pairs) {
        Optional<String> how = reading.text("drawn", drawn);
        Optional<Double> width = reading.kilometres("half_width_km", halfWidthKm, LEAST_KM);
        Optional<Double> accuracy = reading.kilometres("accuracy_km", accuracyKm, LEAST_KM);
        Reading at = reading.at("line_latitude_longitude");
        List<Wgs84> line = points(at, Reading.orNone(pairs));
        if (line.size() < 2) {
            at.fault("needs at least two usable points");
            return Optional.empty();
        }
        if (how.isEmpty() || width.isEmpty() || accuracy.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Corridor(line, width.get() * 1000, accuracy.get() * 1000));
    }

    static List<Wgs84> points(Reading reading, List<List<Double>> pairs) {
        List<Wgs84> points = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Wgs84 point = point(pairs.get(i));
            if (point == null) {
                reading.at(i).fault(pairs.get(i) + " is not a latitude and a longitude");
            } else {
                points.add(point);
            }
        }
        return points;
    }

    private static @Nullable Wgs84 point(List<Double> pair) {
        try {
            return pair.size() == 2 ? new Wgs84(pair.get(0), pair.get(1)) : null;
        } catch (RefusedException e) {
            return null;
        }
    }
}
