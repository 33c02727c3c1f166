package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.grid.model.FeatureKind.Form;
import io.qipan.patrol.grid.model.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    private static final double NORTH_M = 111.02;

    private static Leg leg(double x1, double y1, double x2, double y2) {
        return new Leg(MORNING, MORNING.plusSeconds(60), Sketch.at(x1, y1), Sketch.at(x2, y2), false);
    }

    private static List<Stretch> stretches(Form form, String shape, Leg leg) {
        return Target.of(form, Sketch.geometry(shape)).stretches(leg);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 10, 0, 1",
        "0, 0.449, 10, 0.449, 1",
        "0, 0.452, 10, 0.452, 0",
        "0, 0, 4, 0, 0",
        "6, 0, 10, 0, 0",
        "5, 0, 5, 0, 1",
        "5, 1, 5, 1, 0"
    })
    void a_point_is_passed_within_50_m_of_the_way_between_two_fixes(
            double x1, double y1, double x2, double y2, int passages) {
        // Given
        Leg leg = leg(x1, y1, x2, y2);

        // When
        List<Stretch> found = stretches(Form.POINT, "POINT (5 0)", leg);

        // Then
        assertThat(found).hasSize(passages);
    }

    @Test
    void the_time_at_a_point_is_that_within_its_circle() {
        // Given 10 units north, 1,110 m in 60 s
        Leg leg = leg(5, -5, 5, 5);

        // When
        Stretch stretch = stretches(Form.POINT, "POINT (5 0)", leg).getFirst();

        // Then
        assertThat(stretch.from()).isCloseTo(0.5 - 50 / (10 * NORTH_M), within(1e-4));
        assertThat(stretch.until()).isCloseTo(0.5 + 50 / (10 * NORTH_M), within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        // through both arms of a U
        "-1, 3, 7, 3, '0.125-0.375 0.625-0.875'",
        // only through the ground between them
        "2.5, 5, 2.5, 2.5, ''",
        // from inside out
        "1, 1, -1, 1, '0.0-0.5'",
        // along the border, which belongs to it
        "0, -2, 0, 2, '0.5-1.0'",
        // through a corner from outside to outside
        "-1, 1, 1, -1, ''",
        "1, 1, 1, 1, '0.0-1.0'",
        "-1, -1, -1, -1, ''"
    })
    void the_time_in_an_area_is_cut_at_its_border(double x1, double y1, double x2, double y2, String expected) {
        // Given
        String shape = "POLYGON ((0 0, 6 0, 6 4, 4 4, 4 2, 2 2, 2 4, 0 4, 0 0))";

        // When
        List<Stretch> found = stretches(Form.AREA, shape, leg(x1, y1, x2, y2));

        // Then
        String text = String.join(
                " ",
                found.stream()
                        .map(s -> Math.round(s.from() * 1000) / 1000.0 + "-" + Math.round(s.until() * 1000) / 1000.0)
                        .toList());
        assertThat(text).isEqualTo(expected);
    }

    @Test
    void a_hole_is_outside() {
        // Given
        String shape = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 6, 6 6, 6 3, 3 3))";

        // When
        List<Stretch> found = stretches(Form.AREA, shape, leg(0, 4, 9, 4));

        // Then
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().until()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(found.getLast().from()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        // alongside, then against it, then beside the corridor, then across
        "0.4, 1, 0.4, 3, 111, 333",
        "0.4, 3, 0.4, 1, 333, 111",
        "0.4, -1, 0.4, 1, 0, 111",
        "0.4, 4, 0.4, 99, 444, 444.1",
        "-1, 2, 1, 2, 222, 222"
    })
    void a_line_is_covered_where_the_way_runs_abreast_of_it(
            double x1, double y1, double x2, double y2, double fromM, double untilM) {
        // Given
        Leg leg = leg(x1, y1, x2, y2);

        // When
        List<Stretch> found = stretches(Form.LINE, "LINESTRING (0 0, 0 4)", leg);

        // Then
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().fromM()).isCloseTo(fromM, within(0.5));
        assertThat(found.getFirst().untilM()).isCloseTo(untilM, within(0.5));
    }

    @Test
    void beside_the_corridor_nothing_is_covered() {
        // When
        List<Stretch> found = stretches(Form.LINE, "LINESTRING (0 0, 0 4)", leg(0.6, 0, 0.6, 4));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void metres_go_on_through_a_bend_and_from_one_line_to_the_next() {
        // Given
        String shape = "MULTILINESTRING ((0 0, 0 4, 4 4), (10 0, 10 4))";

        // When
        Stretch found = stretches(Form.LINE, shape, leg(10, 0, 10, 4)).getFirst();

        // Then
        assertThat(found.fromM()).isCloseTo(4 * NORTH_M + 4 * 85.8, within(1.0));
        assertThat(Target.of(Form.LINE, Sketch.geometry(shape)).length()).isCloseTo(found.untilM(), within(0.01));
    }
}
