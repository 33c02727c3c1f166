package io.qipan.dispatch.searcharea.model;

import static io.qipan.dispatch.searcharea.model.Told.at;
import static io.qipan.dispatch.searcharea.model.Told.circle;
import static io.qipan.dispatch.searcharea.model.Told.map;
import static io.qipan.dispatch.searcharea.model.Told.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.searcharea.model.Extent.NearLandmark;
import io.qipan.runtime.place.Ground;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Polygon;

class OutlineTest {

    @Test
    void a_ring_around_a_landmark_is_drawn_with_its_hole_and_put_without() {
        // When
        SearchMap map = map(that(new NearLandmark(at(0, 0), 2000, 3000, "tower"), 0.9));

        // Then
        SearchRegion region = map.regions().getLast();
        Polygon drawn = region.polygons().getFirst();
        assertThat(region.polygons()).hasSize(1);
        assertThat(drawn.getNumInteriorRing()).isEqualTo(1);
        assertThat(Ground.area(drawn)).isCloseTo(region.areaM2(), Percentage.withPercentage(3));
        assertThat(map.put().region().middle().latitude()).isBetween(39.669, 39.671);
        assertThat(map.put().region().reach()).isBetween(2500.0, 3100.0);
    }

    @Test
    void two_places_are_two_pieces_and_what_they_span_is_put() {
        // When
        SearchMap map = map(that(circle(-5000, 0, 1000), 0.8), that(circle(5000, 0, 1000), 0.8));

        // Then
        SearchRegion region = map.regions().get(1);
        assertThat(region.polygons()).hasSize(2);
        assertThat(region.polygons().stream().mapToDouble(Ground::area).sum())
                .isCloseTo(region.areaM2(), Percentage.withPercentage(3));
        assertThat(map.put().region().reach()).isBetween(5500.0, 6100.0);
        assertThat(map.put().uncertaintyM()).as("to the edges of the circles").isBetween(10.0, 600.0);
    }

    @Test
    void cells_that_touch_in_a_corner_only_are_two_loops_and_a_way_around_nothing_is_a_hole() {
        // Given
        List<int[]> corners = List.of(new int[] {0, 0}, new int[] {1, 1});
        List<int[]> around = List.of(
                new int[] {0, 0},
                new int[] {0, 1},
                new int[] {0, 2},
                new int[] {1, 0},
                new int[] {1, 2},
                new int[] {2, 0},
                new int[] {2, 1});

        // When
        List<List<int[]>> two = Loops.around(corners);
        List<List<int[]>> ring = Loops.around(around);

        // Then
        assertThat(two).hasSize(2).allSatisfy(loop -> assertThat(loop).hasSize(5));
        assertThat(ring).hasSize(2);
    }
}
