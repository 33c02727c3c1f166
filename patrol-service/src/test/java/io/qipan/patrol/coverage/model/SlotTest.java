package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {
    private static final Instant FRIDAY = Instant.parse("2026-11-20T02:00:00Z");

    private static List<String> times(List<Slot> slots) {
        return slots.stream().map(slot -> slot.from() + "/" + slot.until()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-11-20, 2026-11-19T16:00:00Z, 2026-11-20T16:00:00Z",
        "WEEK, 2026-W47, 2026-11-15T16:00:00Z, 2026-11-22T16:00:00Z",
        "MONTH, 2026-11, 2026-10-31T16:00:00Z, 2026-11-30T16:00:00Z",
        "QUARTER, 2026-Q4, 2026-09-30T16:00:00Z, 2026-12-31T16:00:00Z",
        "HALF_YEAR, 2026-H2, 2026-06-30T16:00:00Z, 2026-12-31T16:00:00Z",
        "YEAR, 2026, 2025-12-31T16:00:00Z, 2026-12-31T16:00:00Z"
    })
    void periods_are_those_of_the_calendar_of_shanghai(Period per, String code, Instant from, Instant until) {
        // When
        VisitPeriod period = VisitPeriod.at(per, FRIDAY);

        // Then
        assertThat(period.code()).isEqualTo(code);
        assertThat(period.from()).isEqualTo(from);
        assertThat(period.until()).isEqualTo(until);
        assertThat(VisitPeriod.parse(code)).isEqualTo(period);
    }

    @Test
    void the_week_of_new_year_has_the_number_of_its_thursday() {
        // When
        VisitPeriod period = VisitPeriod.at(Period.WEEK, Instant.parse("2026-12-31T12:00:00Z"));

        // Then
        assertThat(period.code()).isEqualTo("2026-W53");
        assertThat(VisitPeriod.parse("2026-W53")).isEqualTo(period);
        assertThat(VisitPeriod.at(Period.WEEK, Instant.parse("2027-01-01T12:00:00Z")))
                .isEqualTo(period);
    }

    @Test
    void a_window_that_ends_on_the_next_day_belongs_to_the_day_it_begins() {
        // Given
        VisitingRule rule = rule(1, Period.DAY, 0, "22:00-02:00");

        // When
        List<Slot> slots = Slot.of(rule, VisitPeriod.at(Period.DAY, FRIDAY));

        // Then
        assertThat(times(slots)).containsExactly("2026-11-20T14:00:00Z/2026-11-20T18:00:00Z");
        assertThat(Slot.during(rule, Instant.parse("2026-11-20T17:00:00Z"), Instant.parse("2026-11-20T17:15:00Z")))
                .isEqualTo(slots);
    }

    @Test
    void what_is_in_two_windows_belongs_to_the_one_that_begins_first() {
        // Given
        VisitingRule rule = rule(1, Period.DAY, 0, "06:00-09:00", "22:00-07:00", "06:30-06:45");

        // When
        List<Slot> slots = Slot.of(rule, VisitPeriod.at(Period.DAY, FRIDAY));

        // Then
        assertThat(times(slots))
                .containsExactly(
                        "2026-11-19T23:00:00Z/2026-11-20T01:00:00Z", "2026-11-20T14:00:00Z/2026-11-20T23:00:00Z");
    }

    @Test
    void a_week_has_the_windows_of_its_seven_days_and_without_windows_it_is_one() {
        // Given
        VisitPeriod week = VisitPeriod.at(Period.WEEK, FRIDAY);

        // When
        List<Slot> slots = Slot.of(rule(1, Period.WEEK, 0, "09:00-12:00", "14:00-17:00"), week);

        // Then
        assertThat(slots).hasSize(14);
        assertThat(Slot.of(rule(1, Period.WEEK, 0), week)).containsExactly(Slot.all(week));
    }
}
