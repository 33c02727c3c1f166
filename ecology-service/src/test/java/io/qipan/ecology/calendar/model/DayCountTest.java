package io.qipan.ecology.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.calendar.model.Length.Unit;
import io.qipan.ecology.start.ClockBookStart;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the calendar that is shipped; local times of Asia/Shanghai. */
class DayCountTest {
    private static final BusinessCalendar CALENDAR = ClockBookStart.calendar(Optional.empty());

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "2026-11-16T10:20, 3, NATURAL_DAYS, 2026-11-20T00:00, false, the day of the event does not count",
        "2026-11-16T00:00, 3, NATURAL_DAYS, 2026-11-20T00:00, false, not even when it happens at its first moment",
        "2026-11-18T10:20, 3, NATURAL_DAYS, 2026-11-24T00:00, false, a Saturday moves on to Monday",
        "2026-09-28T09:00, 3, NATURAL_DAYS, 2026-10-09T00:00, false, the National Day holidays move on to the 8th",
        "2026-10-07T09:00, 3, NATURAL_DAYS, 2026-10-11T00:00, false, a Saturday on which people work stays",
        "2026-02-12T09:00, 3, NATURAL_DAYS, 2026-02-25T00:00, false, the Spring Festival moves on to the 24th",
        "2026-02-25T09:00, 3, NATURAL_DAYS, 2026-03-01T00:00, false, 28 February 2026 is worked",
        "2026-02-12T09:00, 10, WORKING_DAYS, 2026-03-05T00:00, false, two make-up days and nine holidays",
        "2026-11-16T10:20, 24, HOURS, 2026-11-17T10:20, false, hours run through the night",
        "2025-12-31T23:59, 24, HOURS, 2026-01-01T23:59, false, and through New Year",
        "2025-12-30T12:00, 3, NATURAL_DAYS, 2026-01-05T00:00, false, 2 January moves on to the 4th: a worked Sunday",
        "2024-02-26T12:00, 3, NATURAL_DAYS, 2024-03-01T00:00, true, a leap day of a year that is not known",
        "2026-12-25T12:00, 3, NATURAL_DAYS, 2026-12-29T00:00, false, the last day that is certain in 2026",
        "2026-12-26T12:00, 3, NATURAL_DAYS, 2026-12-30T00:00, true, the notice of 2027 may still move it",
        "2026-12-30T12:00, 3, NATURAL_DAYS, 2027-01-03T00:00, true, the holidays of 2027 are not known",
        "2027-09-28T12:00, 3, NATURAL_DAYS, 2027-10-05T00:00, true, 1 to 3 October are off in any year",
        "2027-04-28T12:00, 3, NATURAL_DAYS, 2027-05-04T00:00, true, 1 and 2 May too",
        "2026-12-25T12:00, 10, WORKING_DAYS, 2027-01-08T00:00, true, unknown days count as worked but for New Year",
    })
    void countsAsTheLawDoes(
            LocalDateTime event, int amount, Unit unit, LocalDateTime end, boolean provisional, String because) {
        // When
        Due due = DayCount.due(instant(event), new Length(amount, unit), true, CALENDAR);

        // Then
        assertThat(due).as(because).isEqualTo(new Due(instant(end), provisional));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-18T10:20, 3, 2026-11-22T00:00", "2026-12-30T12:00, 3, 2027-01-03T00:00"})
    void doesNotMoveOnWhereTheLawDoesNotSaySo(LocalDateTime event, int amount, LocalDateTime end) {
        // When
        Due due = DayCount.due(instant(event), new Length(amount, Unit.NATURAL_DAYS), false, CALENDAR);

        // Then
        assertThat(due).isEqualTo(new Due(instant(end), false));
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(DayCount.ZONE).toInstant();
    }
}
