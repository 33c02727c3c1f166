package io.qipan.patrol.grid.model;

import static io.qipan.patrol.grid.model.FeatureKind.CELL;
import static io.qipan.patrol.grid.model.FeatureKind.CITY;
import static io.qipan.patrol.grid.model.FeatureKind.MUST_PATROL_AREA;
import static io.qipan.patrol.grid.model.FeatureKind.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Atlas.Located;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import org.junit.jupiter.api.Test;

class AtlasTest {

    private static Located locate(Sketch sketch, double x, double y) {
        return Atlas.of(sketch.grid()).locate(at(x, y));
    }

    private static Wgs84 at(double x, double y) {
        return Ground.point(Sketch.at(x, y));
    }

    @Test
    void a_point_lies_in_its_city_zone_cell_and_must_patrol_areas() {
        // Given
        Sketch sketch = Sketch.city()
                .square(CELL, "E-1", "E", 20, 0, 40, 20)
                .square(MUST_PATROL_AREA, "school", "E", 25, 5, 30, 10)
                .square(MUST_PATROL_AREA, "lake", "E", 28, 8, 35, 15);

        // When
        Located located = locate(sketch, 29, 9);

        // Then
        assertThat(located.city()).map(GridFeature::code).contains("C");
        assertThat(located.zone()).map(GridFeature::code).contains("E");
        assertThat(located.cell()).map(GridFeature::code).contains("E-1");
        assertThat(located.mustPatrolAreas()).extracting(GridFeature::code).containsExactly("lake", "school");
    }

    @Test
    void a_point_lies_in_waters_that_are_areas_and_in_no_line() {
        // Given
        Sketch sketch = Sketch.city()
                .square(FeatureKind.WATER, "river", "", 0, 10, 40, 12)
                .square(FeatureKind.WATER, "lake", "", 10, 5, 30, 20)
                .shape(FeatureKind.WATERWAY, "canal", "", "LINESTRING (0 11, 40 11)");

        // When
        Located located = locate(sketch, 20, 11);

        // Then
        assertThat(located.waters()).extracting(GridFeature::code).containsExactly("lake", "river");
        assertThat(locate(sketch, 20, 21).waters()).isEmpty();
    }

    @Test
    void a_point_on_a_shared_border_belongs_to_the_smaller_code() {
        // When
        Located located = locate(Sketch.city(), 20, 13);

        // Then
        assertThat(located.zone()).map(GridFeature::code).contains("E");
    }

    @Test
    void the_cell_is_one_of_the_zone_even_where_the_border_has_a_smaller_code() {
        // Given
        Sketch sketch = Sketch.city().square(CELL, "1", "W", 0, 0, 20, 40).square(CELL, "2", "E", 20, 0, 40, 40);

        // When
        Located located = locate(sketch, 20, 13);

        // Then
        assertThat(located.zone()).map(GridFeature::code).contains("E");
        assertThat(located.cell()).map(GridFeature::code).contains("2");
    }

    @Test
    void a_point_in_a_crack_less_than_a_metre_away_belongs_to_the_nearest() {
        // Given
        // A crack of 0.9 m.
        Sketch sketch = Sketch.sketch()
                .square(CITY, "C", "", 0, 0, 40, 40)
                .square(ZONE, "A", "C", 0, 0, 20, 40)
                .square(ZONE, "B", "C", 20.01, 0, 40, 40);

        // When
        Located located = locate(sketch, 20.008, 13);

        // Then
        assertThat(located.zone()).map(GridFeature::code).contains("B");
    }

    @Test
    void a_point_outside_belongs_to_nothing_however_near() {
        // When
        Located located = locate(Sketch.city(), 40.000001, 13);

        // Then
        assertThat(located.city()).isEmpty();
        assertThat(located.zone()).isEmpty();
        assertThat(located.cell()).isEmpty();
    }

    @Test
    void a_point_in_ground_that_no_zone_has_belongs_to_the_city_only() {
        // Given
        Sketch sketch = Sketch.sketch().square(CITY, "C", "", 0, 0, 40, 40).square(ZONE, "W", "C", 0, 0, 20, 40);

        // When
        Located located = locate(sketch, 30, 13);

        // Then
        assertThat(located.city()).isPresent();
        assertThat(located.zone()).isEmpty();
    }

    @Test
    void the_empty_grid_locates_nothing() {
        // When
        Located located = Atlas.of(Grid.empty()).locate(at(1, 1));

        // Then
        assertThat(located.revision()).isZero();
        assertThat(located.city()).isEmpty();
    }
}
