package io.qipan.patrol.unit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.unit.model.Roster.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
    private static final LocalDate DAY = LocalDate.parse("2026-07-10");

    @ParameterizedTest
    @CsvSource({
        // A day of Wuhai begins at 16:00 UTC of the day before.
        "2026-07-09T23:00:00Z, 2026-07-10T07:00:00Z, OFF_DUTY",
        "2026-07-09T12:00:00Z, 2026-07-09T16:00:00Z, NO_SHIFT_TODAY",
        "2026-07-09T12:00:00Z, 2026-07-09T16:00:00.001Z, OFF_DUTY",
        "2026-07-10T15:59:59Z, 2026-07-11T02:00:00Z, OFF_DUTY",
        "2026-07-10T16:00:00Z, 2026-07-11T02:00:00Z, NO_SHIFT_TODAY",
    })
    void a_unit_without_a_crew_is_off_duty_on_the_days_that_its_shifts_touch(
            Instant from, Instant until, Duty expected) {
        // Given
        Roster roster = new Roster(false, List.of(new Span(from, until)));

        // When
        Duty duty = roster.on(DAY);

        // Then
        assertThat(duty).isEqualTo(expected);
        assertThat(new Roster(true, roster.shifts()).on(DAY)).isEqualTo(Duty.ON_DUTY);
    }
}
