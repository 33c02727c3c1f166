package io.qipan.ecology.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.calendar.model.BusinessCalendar.Day;
import io.qipan.ecology.calendar.model.Length.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Over random instants of twelve years, leap years and New Year among them, and random holidays. */
class DayCountProperty {
    private static final long FIRST = Instant.parse("2023-12-31T16:00:00Z").getEpochSecond();
    private static final long TWELVE_YEARS = 12 * 365 * 86_400L;

    @Property
    void endsAtMidnightOnAWorkingDayAndNotBeforeTheDaysArePast(
            @ForAll @LongRange(max = TWELVE_YEARS) long seconds,
            @ForAll @IntRange(min = 1, max = 120) int days,
            @ForAll Random random) {
        // Given
        BusinessCalendar calendar = calendar(random, 2023, 2040);
        Instant event = Instant.ofEpochSecond(FIRST + seconds);

        // When
        Due due = DayCount.due(event, new Length(days, Unit.NATURAL_DAYS), true, calendar);

        // Then
        LocalDate last = DayCount.day(due.at().minusNanos(1));
        assertThat(due.provisional()).isFalse();
        assertThat(due.at())
                .isEqualTo(last.plusDays(1).atStartOfDay(DayCount.ZONE).toInstant());
        assertThat(calendar.day(last)).isEqualTo(Day.WORKING);
        LocalDate earliest = DayCount.day(event).plusDays(days);
        assertThat(last).isAfterOrEqualTo(earliest);
        assertThat(earliest.datesUntil(last)).allMatch(day -> calendar.day(day) == Day.OFF);
        assertThat(DayCount.daysLeft(event, due.at())).isGreaterThanOrEqualTo(days);
    }

    @Property
    void countsExactlyTheWorkingDays(
            @ForAll @LongRange(max = TWELVE_YEARS) long seconds,
            @ForAll @IntRange(min = 1, max = 60) int days,
            @ForAll Random random) {
        // Given
        BusinessCalendar calendar = calendar(random, 2023, 2040);
        Instant event = Instant.ofEpochSecond(FIRST + seconds);

        // When
        Due due = DayCount.due(event, new Length(days, Unit.WORKING_DAYS), true, calendar);

        // Then
        LocalDate last = DayCount.day(due.at().minusNanos(1));
        assertThat(calendar.day(last)).isEqualTo(Day.WORKING);
        assertThat(DayCount.day(event)
                        .plusDays(1)
                        .datesUntil(last.plusDays(1))
                        .filter(day -> calendar.day(day) == Day.WORKING))
                .hasSize(days);
    }

    @Property
    void hoursAreHours(
            @ForAll @LongRange(max = TWELVE_YEARS) long seconds, @ForAll @IntRange(min = 1, max = 100) int hours) {
        // Given
        Instant event = Instant.ofEpochSecond(FIRST + seconds);

        // When
        Due due = DayCount.due(event, new Length(hours, Unit.HOURS), true, new BusinessCalendar(List.of()));

        // Then
        assertThat(due).isEqualTo(new Due(event.plus(Duration.ofHours(hours)), false));
    }

    @Property
    void anUnknownYearMakesNobodyLateAndIsNeverSilent(
            @ForAll @LongRange(max = TWELVE_YEARS) long seconds,
            @ForAll @IntRange(min = 1, max = 120) int amount,
            @ForAll boolean natural,
            @ForAll Random random) {
        // Given
        List<YearCalendar> all = years(random, 2023, 2040);
        BusinessCalendar known = new BusinessCalendar(all.subList(0, 4));
        BusinessCalendar later = new BusinessCalendar(all);
        Instant event = Instant.ofEpochSecond(FIRST + seconds);
        Length length = new Length(amount, natural ? Unit.NATURAL_DAYS : Unit.WORKING_DAYS);

        // When
        Due due = DayCount.due(event, length, true, known);

        // Then
        Due certain = DayCount.due(event, length, true, later);
        assertThat(due.at()).isBeforeOrEqualTo(certain.at());
        assertThat(due.provisional() || due.equals(certain)).isTrue();
    }

    private static BusinessCalendar calendar(Random random, int from, int to) {
        return new BusinessCalendar(years(random, from, to));
    }

    /** Holidays of up to ten days each, New Year among them, and make-up days on weekends. */
    private static List<YearCalendar> years(Random random, int from, int to) {
        List<YearCalendar> years = new ArrayList<>();
        for (int year = from; year <= to; year++) {
            Set<LocalDate> holidays = new HashSet<>();
            Set<LocalDate> workdays = new HashSet<>();
            LocalDate start = LocalDate.of(year, 1, 1);
            if (random.nextBoolean()) {
                holidays.add(start.minusDays(1 + random.nextInt(3)));
            }
            for (String fixed : List.of("-05-01", "-05-02", "-10-01", "-10-02", "-10-03")) {
                holidays.add(LocalDate.parse(year + fixed));
            }
            for (int i = 0; i < 7; i++) {
                LocalDate first = i == 0 ? start : start.plusDays(random.nextInt(350));
                first.datesUntil(first.plusDays(1 + random.nextInt(10)))
                        .filter(day -> day.getYear() == start.getYear())
                        .forEach(holidays::add);
                LocalDate day = start.plusDays(random.nextInt(360));
                if (day.getDayOfWeek().getValue() > 5 && !holidays.contains(day)) {
                    workdays.add(day);
                }
            }
            years.add(new YearCalendar(year, "random", holidays, workdays));
        }
        return years;
    }
}
