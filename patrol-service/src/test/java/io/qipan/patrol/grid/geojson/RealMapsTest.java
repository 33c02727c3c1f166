package io.qipan.patrol.grid.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Draft;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.Finding.Severity;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.Inspection;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.runtime.place.MapDatum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real maps are told: leagues and cities of Inner Mongolia, districts of five of them, and rivers. Runs where they lie beside
 * the checkout; they are not part of it.
 */
@EnabledIf("areThere")
class RealMapsTest {
    private static final PropertyNames DISTRICTS =
            new PropertyNames("kind", "adcode", "title_en", "name", "parent.adcode", "visiting_rule", "reports");
    /** A city has no parent here, whatever the file says. */
    private static final PropertyNames CITIES =
            new PropertyNames("kind", "adcode", "title_en", "name", "", "visiting_rule", "reports");
    /** No property of theirs is unique, of those that can be a code. */
    private static final PropertyNames RIVERS =
            new PropertyNames("kind", "#", "name_en", "name_zh", "parent", "visiting_rule", "reports");

    private static final String CITIES_FILE = "gcj02_150000.json";
    private static final String RIVERS_FILE = "rivers_inner_mongolia_bbox.geojson";

    static boolean areThere() {
        return Files.isDirectory(folder());
    }

    private static Path folder() {
        String shared = System.getProperty("qipan.shared");
        // The module lies one folder below the repository.
        return (shared == null ? Path.of("../../shared") : Path.of(shared)).resolve("data/geography");
    }

    private static String text(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With each latitude before its longitude. */
    private static String swapped(String file) {
        return text(file).replaceAll("\\[\\s*(-?[0-9.]+)\\s*,\\s*(-?[0-9.]+)\\s*\\]", "[$2,$1]");
    }

    private static Reading cities(String text, MapDatum datum) {
        return DocumentReader.read(text, datum, Optional.of(FeatureKind.CITY), CITIES);
    }

    private static Reading districts(String text, MapDatum datum) {
        return DocumentReader.read(text, datum, Optional.of(FeatureKind.ZONE), DISTRICTS);
    }

    private static Reading rivers(String text, MapDatum datum) {
        return DocumentReader.read(text, datum, Optional.of(FeatureKind.WATERWAY), RIVERS);
    }

    private static Grid made(Reading reading) {
        return Grid.of(1, reading.drafts().stream().map(Draft::feature).toList());
    }

    private static Grid ofCities() {
        return made(cities(text(CITIES_FILE), MapDatum.GCJ02));
    }

    /** How often each finding, for example {@code error HOLE 2}. */
    private static String summary(Inspection inspection) {
        Map<String, Long> counts = inspection.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> (finding.severity() == Severity.ERROR ? "error " : "warning ") + finding.code(),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    @Test
    void cities_read_in_their_datum() {
        // When
        Inspection inspection = Inspection.of(Grid.empty(), cities(text(CITIES_FILE), MapDatum.GCJ02));

        // Then
        assertThat(summary(inspection)).isEqualTo("error SELF_INTERSECTION 1, warning RING_ORDER 11");
        assertThat(inspection.change().added()).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gcj02_150200.json | 8 | error OUTSIDE_PARENT 6, error SELF_INTERSECTION 1, warning RING_ORDER 10",
                "gcj02_150300.json | 3 | error OUTSIDE_PARENT 3, warning RING_ORDER 3, warning UNCOVERED 1",
                "gcj02_150400.json | 12 | error OUTSIDE_PARENT 11, warning RING_ORDER 12, warning UNCOVERED 1",
                "gcj02_150500.json | 8 | error OUTSIDE_PARENT 7, warning RING_ORDER 8, warning UNCOVERED 1",
                "gcj02_150600.json | 9 | error OUTSIDE_PARENT 7, warning RING_ORDER 9, warning UNCOVERED 1"
            })
    void districts_read_in_their_datum_reach_out_of_cities_that_were_simplified_by_themselves(
            String file, int districts, String findings) {
        // Given
        Grid present = ofCities();

        // When
        Inspection inspection = Inspection.of(present, districts(text(file), MapDatum.GCJ02));

        // Then
        assertThat(summary(inspection)).isEqualTo(findings);
        assertThat(inspection.findings()).extracting(Finding::code).doesNotContain(Code.WRONG_DATUM, Code.AXES_SWAPPED);
        assertThat(inspection.change().added()).hasSize(districts);
    }

    /** Not those of Baotou: one of them is refused for its ring, and the others have not the middle of their city. */
    @ParameterizedTest
    @ValueSource(strings = {"gcj02_150300.json", "gcj02_150400.json", "gcj02_150500.json", "gcj02_150600.json"})
    void districts_that_are_said_to_be_in_wgs84_are_suspected(String file) {
        // Given
        Grid present = ofCities();

        // When
        Inspection inspection = Inspection.of(present, districts(text(file), MapDatum.WGS84));

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.code() == Code.WRONG_DATUM)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("Maybe its datum is GCJ02");
    }

    @Test
    void cities_that_come_again_in_another_datum_are_suspected() {
        // Given
        Grid present = ofCities();

        // When
        Inspection inspection = Inspection.of(present, cities(text(CITIES_FILE), MapDatum.WGS84));

        // Then
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.code() == Code.WRONG_DATUM)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("Maybe its datum is GCJ02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gcj02_150200.json",
                "gcj02_150300.json",
                "gcj02_150400.json",
                "gcj02_150500.json",
                "gcj02_150600.json"
            })
    void districts_with_latitude_first_are_refused(String file) {
        // Given
        Grid present = ofCities();

        // When
        Inspection inspection = Inspection.of(present, districts(swapped(file), MapDatum.GCJ02));

        // Then
        assertThat(inspection.findings()).extracting(Finding::code).contains(Code.AXES_SWAPPED, Code.NOT_ON_EARTH);
        assertThat(inspection.change().added()).isEmpty();
    }

    @Test
    void cities_with_latitude_first_are_refused() {
        // When
        Inspection inspection = Inspection.of(Grid.empty(), cities(swapped(CITIES_FILE), MapDatum.GCJ02));

        // Then
        assertThat(summary(inspection)).isEqualTo("error NOT_ON_EARTH 12, warning AXES_SWAPPED 1");
        assertThat(inspection.change().added()).isEmpty();
    }

    @Test
    void rivers_are_numbered_and_suspected_when_they_come_again_in_another_datum() {
        // Given
        Reading reading = rivers(text(RIVERS_FILE), MapDatum.WGS84);

        // When
        Inspection inspection = Inspection.of(ofCities(), reading);
        Inspection again = Inspection.of(made(reading), rivers(text(RIVERS_FILE), MapDatum.GCJ02));
        Inspection swapped = Inspection.of(Grid.empty(), rivers(swapped(RIVERS_FILE), MapDatum.WGS84));

        // Then
        assertThat(summary(inspection)).isEmpty();
        assertThat(inspection.change().added()).hasSize(17);
        assertThat(summary(again)).isEqualTo("warning WRONG_DATUM 1");
        assertThat(summary(swapped)).isEqualTo("error NOT_ON_EARTH 17, warning AXES_SWAPPED 1");
    }
}
