package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.drive;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.model.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackTest {
    private static final double ROAD = Track.fastest(List.of("road", "foot"));

    @ParameterizedTest
    @CsvSource({"300, 1", "301, 0"})
    void a_gap_of_more_than_five_minutes_breaks_the_track(int seconds, int legs) {
        // Given
        List<Fix> fixes = drive(MORNING, seconds, 0, 0, 1, 0);

        // When
        List<Leg> found = Track.legs(fixes, ROAD);

        // Then
        assertThat(found).hasSize(legs);
    }

    @ParameterizedTest
    @CsvSource({
        "'road,foot', 70",
        "'air,patrol', 100",
        "'water,rescue', 35",
        "'water,shallow_water,ice,road', 70",
        "'ice,patrol', 50",
        "'water,ice', 50",
        "'', 70"
    })
    void the_fastest_medium_limits_the_speed(String capabilities, double limit) {
        // When
        double fastest = Track.fastest(List.of(capabilities.split(",")));

        // Then
        assertThat(fastest).isEqualTo(limit);
    }

    @Test
    void a_jump_breaks_the_track_unless_the_accuracy_of_the_fixes_explains_it() {
        // Given 860 m, of which the accuracies take 10; and a second more, because clocks tell whole ones
        List<Fix> explained = drive(MORNING, 12, 0, 0, 10, 0);
        List<Fix> jump = drive(MORNING, 10, 0, 0, 10, 0);

        // When
        List<Leg> legs = Track.legs(explained, 70.7);

        // Then
        assertThat(legs).hasSize(1);
        assertThat(Track.legs(jump, 70.7)).isEmpty();
    }

    @Test
    void a_fix_that_may_be_anywhere_is_passed_over() {
        // Given
        Fix antenna = Beat.accurateTo(2_000, fix(MORNING.plusSeconds(10), 3, 0));
        Fix good = Beat.accurateTo(100, fix(MORNING.plusSeconds(20), 0.2, 0));

        // When
        List<Leg> legs = Track.legs(List.of(fix(MORNING, 0, 0), antenna, good), 70);

        // Then
        assertThat(legs).singleElement().satisfies(leg -> {
            assertThat(leg.from()).isEqualTo(MORNING);
            assertThat(leg.until()).isEqualTo(MORNING.plusSeconds(20));
        });
    }

    @Test
    void two_fixes_of_one_moment_are_no_way_from_one_to_the_other() {
        // Given
        List<Fix> fixes = List.of(fix("a", MORNING, 0, 0, false), fix("b", MORNING, 0.05, 0, false));

        // When
        List<Leg> legs = Track.legs(fixes, ROAD);

        // Then
        assertThat(legs).isEmpty();
    }

    @Test
    void a_leg_to_or_from_a_made_up_place_is_made_up() {
        // Given
        List<Fix> fixes = List.of(
                fix(MORNING, 0, 0),
                fix("phone", MORNING.plusSeconds(10), 1, 0, true),
                fix(MORNING.plusSeconds(20), 2, 0),
                fix(MORNING.plusSeconds(30), 3, 0));

        // When
        List<Leg> legs = Track.legs(fixes, ROAD);

        // Then
        assertThat(legs).extracting(Leg::mock).containsExactly(true, true, false);
    }
}
