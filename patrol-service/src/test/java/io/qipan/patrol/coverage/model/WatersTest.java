package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.accurateTo;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.FeatureKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A unit of the sketch is 86 m east and 111 m north. */
class WatersTest {
    private static final Survey RIVER = Beat.survey(
            Beat.drawn(FeatureKind.WATER, "R", "POLYGON ((0 0, 4 0, 4 20, 0 20, 0 0), (1 5, 3 5, 3 15, 1 15, 1 5))"),
            Beat.drawn(FeatureKind.WATERWAY, "D", "LINESTRING (10 0, 10 20)"),
            Beat.drawn(FeatureKind.BERTH, "B", "POINT (20 10)"));

    @ParameterizedTest
    @CsvSource({
        "in the river, 0.5, 10, 5, false",
        "on its bank, 4, 10, 5, false",
        "95 m from it, 5.1, 10, 5, false",
        "120 m from it, 5.4, 10, 5, true",
        "the same if it is known to 30 m, 5.4, 10, 30, false",
        "on an island and near its shore, 2, 10, 5, false",
        "beside the ditch, 10.5, 10, 5, false",
        "beyond its end, 10, 21.5, 5, true",
        "at the berth, 20.5, 10, 5, false",
        "in town, 15, 10, 5, true"
    })
    void a_boat_is_ashore_further_than_100_m_and_its_accuracy_from_every_water(
            String where, double x, double y, double accuracyM, boolean ashore) {
        // Given
        Waters waters = RIVER.waters().orElseThrow();

        // When
        boolean found =
                waters.isAshore(accurateTo(accuracyM, fix(MORNING, x, y)).position());

        // Then
        assertThat(found).as(where).isEqualTo(ashore);
    }

    @Test
    void a_berth_without_water_says_nothing() {
        // Given
        Survey harbour = Beat.survey(Beat.drawn(FeatureKind.BERTH, "B", "POINT (20 10)"));

        // When
        var waters = harbour.waters();

        // Then
        assertThat(waters).isEmpty();
    }

    @Test
    void only_what_moves_on_water_alone_has_no_business_ashore() {
        // When
        List<Boolean> found = List.of(
                Going.of(List.of("water", "rescue")).onlyOnWater(),
                Going.of(List.of("water", "shallow_water")).onlyOnWater(),
                Going.of(List.of("water", "ice", "road")).onlyOnWater(),
                Going.of(List.of("road", "foot")).onlyOnWater(),
                Going.of(List.of("ice")).onlyOnWater());

        // Then
        assertThat(found).containsExactly(true, true, false, false, false);
    }
}
