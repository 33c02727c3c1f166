package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.drive;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static io.qipan.patrol.coverage.model.Beat.lineRule;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static io.qipan.patrol.coverage.model.Beat.survey;
import static io.qipan.patrol.coverage.model.Beat.visited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.model.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From fixes to visits, for one feature at a time. */
class VisitsOfTrackTest {
    private static final VisitingRule DAILY = rule(1, Period.DAY, 0);

    private static List<Piece> pieces(GridFeature feature, List<Fix> fixes) {
        return survey(feature)
                .measure(
                        Track.legs(fixes, 70),
                        Quarter.of(MORNING.minus(Duration.ofDays(2))).from(),
                        Quarter.of(MORNING.plus(Duration.ofDays(2))).from(),
                        period -> 1);
    }

    private static List<Visit> visits(GridFeature feature, List<Fix> fixes) {
        Map<Instant, List<Piece>> slots = pieces(feature, fixes).stream()
                .collect(Collectors.groupingBy(Piece::slotFrom, TreeMap::new, Collectors.toList()));
        Surveyed surveyed = survey(feature).find(feature.name()).orElseThrow();
        return slots.values().stream()
                .flatMap(slot -> surveyed.visits(slot).stream())
                .toList();
    }

    private static List<Fix> and(List<Fix> one, List<Fix> other) {
        List<Fix> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    @Test
    void a_car_that_is_seen_once_a_minute_has_passed_the_kiosk_between() {
        // Given a kiosk half-way between two fixes that are 858 m from each other
        List<Fix> fixes = drive(MORNING, 60, 0, 1, 10, 1, 20, 1);

        // When
        List<Visit> visits = visits(point("P", 5, 1, DAILY), fixes);

        // Then
        assertThat(visits).hasSize(1);
        assertThat(visits.getFirst().from()).isBetween(MORNING.plusSeconds(26), MORNING.plusSeconds(27));
        assertThat(visits.getFirst().until()).isBetween(MORNING.plusSeconds(33), MORNING.plusSeconds(34));
    }

    @Test
    void one_fix_at_the_place_proves_nothing() {
        // Given
        List<Fix> fixes = List.of(
                fix(MORNING.minusSeconds(301), 20, 1), fix(MORNING, 5, 1), fix(MORNING.plusSeconds(301), 20, 1));

        // When
        List<Visit> visits = visits(point("P", 5, 1, DAILY), fixes);

        // Then
        assertThat(visits).isEmpty();
    }

    @Test
    void made_up_places_are_shown_and_do_not_count() {
        // Given
        List<Fix> fixes =
                List.of(fix("phone", MORNING, 0, 1, true), fix("phone", MORNING.plusSeconds(60), 10, 1, true));

        // When
        List<Piece> pieces = pieces(point("P", 5, 1, DAILY), fixes);

        // Then
        assertThat(pieces).hasSize(1).allMatch(Piece::mock);
        assertThat(visits(point("P", 5, 1, DAILY), fixes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"300, 1", "301, 0"})
    void a_visit_has_the_dwell_it_needs(int needed, int expected) {
        // Given
        List<Fix> fixes = drive(MORNING, 100, 1, 1, 1, 1, 1, 1, 1, 1);

        // When
        List<Visit> visits = visits(point("P", 1, 1, rule(1, Period.DAY, needed)), fixes);

        // Then
        assertThat(visits).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"840, 1", "960, 2"})
    void away_for_a_quarter_of_an_hour_and_back_is_another_visit(int seconds, int expected) {
        // Given a unit that is away for that long
        List<Fix> fixes = new ArrayList<>(drive(MORNING, 10, 1, 1, 1, 1));
        for (int away = 10; away < seconds; away += 60) {
            fixes.add(fix(MORNING.plusSeconds(away + 10), 5, 1));
        }
        fixes.addAll(drive(MORNING.plusSeconds(seconds + 10), 10, 5, 1, 1, 1, 1, 1));

        // When
        List<Visit> visits = visits(point("P", 1, 1, DAILY), fixes);

        // Then
        assertThat(visits).hasSize(expected);
    }

    @Test
    void each_window_has_its_own_visit_and_outside_of_them_nothing_counts() {
        // Given it is 10:00, and windows until 10:10 and from 10:20; the unit stays from 10:00 to 10:30
        VisitingRule rule = rule(2, Period.DAY, 0, "09:00-10:10", "10:20-11:00");
        List<Fix> fixes = drive(MORNING, 300, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        // When
        List<Visit> visits = visits(point("P", 1, 1, rule), fixes);

        // Then
        assertThat(visits).extracting(Visit::dwell).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    @Test
    void the_time_in_an_area_is_cut_at_its_border_between_two_fixes() {
        // Given an area from x = 2 to 4, crossed evenly from 0 to 10 in 100 s
        GridFeature area = visited(
                FeatureKind.MUST_PATROL_AREA, "A", "POLYGON ((2 0, 4 0, 4 4, 2 4, 2 0))", rule(1, Period.DAY, 20));

        // When
        List<Visit> visits = visits(area, drive(MORNING, 100, 0, 1, 10, 1));

        // Then
        assertThat(visits).hasSize(1);
        assertThat(visits.getFirst().dwell()).isBetween(Duration.ofMillis(19_999), Duration.ofMillis(20_001));
    }

    @ParameterizedTest
    @CsvSource({
        "FORWARD, 0.9, 0, 8, 1",
        "FORWARD, 0.9, 8, 0, 0",
        "BACKWARD, 0.9, 8, 0, 1",
        "EITHER, 0.9, 8, 0, 1",
        "EITHER, 1, 0, 8, 1",
        "EITHER, 0.6, 0, 4, 0"
    })
    void a_line_needs_its_share_in_its_direction(
            Direction direction, double share, double from, double to, int expected) {
        // Given
        GridFeature line =
                visited(FeatureKind.MUST_PATROL_LINE, "L", "LINESTRING (1 0, 1 8)", lineRule(share, direction));

        // When
        List<Visit> visits = visits(line, drive(MORNING, 60, 1.2, from, 1.2, (from + to) / 2, 1.2, to));

        // Then
        assertThat(visits).hasSize(expected);
    }

    @Test
    void to_go_up_and_down_the_same_part_does_not_cover_more_of_a_line() {
        // Given
        GridFeature line =
                visited(FeatureKind.MUST_PATROL_LINE, "L", "LINESTRING (1 0, 1 8)", lineRule(0.6, Direction.EITHER));

        // When
        List<Visit> visits = visits(line, drive(MORNING, 60, 1, 0, 1, 4, 1, 0, 1, 4, 1, 0, 1, 4));

        // Then
        assertThat(visits).isEmpty();
    }

    @Test
    void a_line_may_be_finished_later_in_the_same_window() {
        // Given
        GridFeature line =
                visited(FeatureKind.MUST_PATROL_LINE, "L", "LINESTRING (1 0, 1 8)", lineRule(0.99, Direction.FORWARD));
        List<Fix> morning = drive(MORNING, 60, 1, 0, 1, 4);
        List<Fix> afternoon = drive(MORNING.plus(Duration.ofHours(5)), 60, 1, 4, 1, 8);

        // When
        List<Visit> visits = visits(line, and(morning, afternoon));

        // Then
        assertThat(visits).hasSize(1);
        assertThat(visits.getFirst().share()).isCloseTo(1, within(1e-6));
    }

    @Test
    void a_night_shift_counts_for_the_day_its_window_begins_and_midnight_cuts_what_has_no_window() {
        // Given a stay from 23:50 to 00:10
        Instant late = Instant.parse("2026-11-20T15:50:00Z");
        List<Fix> fixes = drive(late, 300, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        // When
        List<Piece> pieces = pieces(point("P", 1, 1, rule(1, Period.DAY, 0, "23:00-03:00")), fixes);

        // Then
        assertThat(pieces).extracting(piece -> piece.period().code()).containsOnly("2026-11-20");
        assertThat(pieces(point("P", 1, 1, DAILY), fixes))
                .extracting(piece -> piece.period().code())
                .containsExactly("2026-11-20", "2026-11-21");
    }
}
