package io.qipan.patrol.track.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where the real files lie beside the checkout; they are not part of it. */
@EnabledIf("areThere")
class RealTracksTest {
    private static final DateTimeFormatter AIS = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    static boolean areThere() {
        return Files.isDirectory(folder());
    }

    private static Path folder() {
        String shared = System.getProperty("qipan.shared");
        // The module lies one folder below the repository.
        return (shared == null ? Path.of("../../shared") : Path.of(shared)).resolve("data/tracks");
    }

    private static List<Fix> geolife(Path file) throws IOException {
        List<Fix> fixes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(6, lines.size())) {
            String[] fields = line.split(",", -1);
            fixes.add(fix(fields[0], fields[1], Instant.parse(fields[5] + "T" + fields[6] + "Z"), fixes.size()));
        }
        return fixes;
    }

    private static Map<String, List<Fix>> ships() throws IOException {
        Map<String, List<Fix>> ships = new TreeMap<>();
        List<String> lines = Files.readAllLines(folder().resolve("evergiven-ais-2021.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Instant at = LocalDateTime.parse(fields[1], AIS).toInstant(ZoneOffset.UTC);
            ships.computeIfAbsent(fields[0], id -> new ArrayList<>()).add(fix(fields[3], fields[2], at, 0));
        }
        ships.values()
                .forEach(ship -> ship.sort(
                        Comparator.comparing((Fix fix) -> fix.position().fixedAt())));
        return ships;
    }

    private static Fix fix(String latitude, String longitude, Instant at, long before) {
        Wgs84 place = new Wgs84(Double.parseDouble(latitude), Double.parseDouble(longitude));
        return Walk.at("a", before + 1, place, 0, at);
    }

    private static double independent(List<Fix> fixes) {
        double sum = 0;
        for (int i = 1; i < fixes.size(); i++) {
            sum += Vincenty.metres(
                    fixes.get(i - 1).position().wgs84(), fixes.get(i).position().wgs84());
        }
        return sum;
    }

    @Test
    void tracks_of_people_are_as_long_as_an_independent_computation_says(TestReporter reporter) throws IOException {
        // Given
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder().resolve("geolife"))) {
            files = all.filter(file -> file.toString().endsWith(".plt")).toList();
        }

        // When
        double raw = 0;
        double filtered = 0;
        for (Path file : files) {
            List<Fix> fixes = geolife(file);
            TrackSummary summary = Walk.measured(fixes);
            double sum = independent(fixes);
            assertThat(summary.rawM()).as("%s", file).isCloseTo(sum, within(sum * 0.005));
            raw += summary.rawM();
            filtered += summary.filteredM();
        }

        // Then
        reporter.publishEntry("raw and filtered km of " + files.size() + " files", raw / 1e3 + " " + filtered / 1e3);
        assertThat(files).hasSizeGreaterThan(60);
        assertThat(filtered).isBetween(raw * 0.7, raw);
    }

    @Test
    void ships_at_anchor_do_not_travel(TestReporter reporter) throws IOException {
        // Given
        Map<String, List<Fix>> ships = ships();

        // When
        double raw = 0;
        double filtered = 0;
        for (List<Fix> ship : ships.values()) {
            TrackSummary summary = Walk.measured(ship);
            double sum = independent(ship);
            assertThat(summary.rawM()).isCloseTo(sum, within(sum * 0.005));
            raw += summary.rawM();
            filtered += summary.filteredM();
        }

        // Then
        reporter.publishEntry("raw and filtered km of " + ships.size() + " ships", raw / 1e3 + " " + filtered / 1e3);
        assertThat(ships).hasSize(256);
        assertThat(filtered).isLessThan(raw);
    }

    @Test
    void no_fix_of_a_simplified_walk_is_further_away_than_allowed() throws IOException {
        // Given
        List<Fix> fixes = geolife(folder().resolve("geolife/000/Trajectory/20081023025304.plt"));
        List<Fix> kept = new ArrayList<>();

        // When
        Simplification simplification = new Simplification(20, kept::add);
        fixes.forEach(simplification::add);
        simplification.end();

        // Then
        assertThat(kept).hasSizeLessThan(fixes.size() / 2);
        double shorter = independent(kept);
        assertThat(shorter).isLessThanOrEqualTo(independent(fixes));
    }
}
