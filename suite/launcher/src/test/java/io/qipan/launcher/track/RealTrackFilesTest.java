package io.qipan.launcher.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where the real files lie beside the checkout; they are not part of it. */
@EnabledIf("areThere")
class RealTrackFilesTest {

    static boolean areThere() {
        return Files.isDirectory(folder());
    }

    private static Path folder() {
        String shared = System.getProperty("qipan.shared");
        return (shared == null ? Path.of("../../../shared") : Path.of(shared)).resolve("data/tracks");
    }

    private static Survey survey(String file, TrackFormat format) {
        return Survey.of(folder().resolve(file), format, "told");
    }

    @Test
    void every_line_of_geolife_is_read() {
        // Given
        List<Path> files = TrackFiles.below(List.of(folder().resolve("geolife/000")), Optional.empty());

        // When
        List<Survey> surveys = files.stream()
                .map(file -> Survey.of(file, new PltFormat(), "plt"))
                .toList();

        // Then
        assertThat(surveys)
                .hasSize(8)
                .allSatisfy(survey -> assertThat(survey.skippedCount()).isZero());
        assertThat(surveys.stream().mapToLong(Survey::points).sum()).isEqualTo(3_682 - 8 * 6);
        assertThat(surveys).extracting(Survey::digest).doesNotHaveDuplicates();
    }

    @Test
    void every_line_of_ships_buses_and_taxis_is_read_or_told() {
        // When
        Survey ships = survey("evergiven-ais-2021.csv", new CsvFormat(CsvLayout.ais()));

        // Then
        Survey buses = survey("liverpool-route14-2026-01-26.csv", new CsvFormat(CsvLayout.bus()));
        Survey taxi = survey("tdrive-1.txt", new CsvFormat(CsvLayout.taxi()));
        assertThat(ships.points() + ships.skippedCount()).isEqualTo(22_287);
        assertThat(ships.ids()).hasSize(256);
        assertThat(buses.points() + buses.skippedCount()).isEqualTo(1_533);
        assertThat(taxi.points() + taxi.skippedCount()).isEqualTo(588);
        assertThat(taxi.ids()).hasSize(1);
    }
}
