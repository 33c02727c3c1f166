package io.qipan.patrol.season.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.season.model.Period.Dated;
import io.qipan.patrol.season.model.Period.EveryYear;
import java.time.LocalDate;
import java.time.MonthDay;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PeriodProperty {
    /** Of a leap year, so that 29 February is among them. */
    private static MonthDay dayOfLeapYear(int day) {
        return MonthDay.from(LocalDate.ofYearDay(2024, day));
    }

    /** Goes through a leap year from day to day, as somebody with a wall calendar would. */
    private static boolean isPassedOnTheWay(MonthDay from, MonthDay to, MonthDay wanted) {
        LocalDate day = from.atYear(2024);
        while (true) {
            if (MonthDay.from(day).equals(wanted)) {
                return true;
            }
            if (MonthDay.from(day).equals(to)) {
                return false;
            }
            day = day.plusDays(1).getYear() == 2024 ? day.plusDays(1) : LocalDate.of(2024, 1, 1);
        }
    }

    @Property
    void days_of_every_year_are_those_that_one_passes_from_the_first_to_the_last(
            @ForAll @IntRange(min = 1, max = 366) int from,
            @ForAll @IntRange(min = 1, max = 366) int to,
            @ForAll @IntRange(min = 0, max = 20_000) int daysSince1990) {
        LocalDate day = LocalDate.of(1990, 1, 1).plusDays(daysSince1990);
        EveryYear period = new EveryYear(dayOfLeapYear(from), dayOfLeapYear(to));

        boolean has = period.has(day);

        assertThat(has).isEqualTo(isPassedOnTheWay(period.from(), period.to(), MonthDay.from(day)));
    }

    @Property
    void a_period_and_the_rest_of_the_year_have_every_day_once(
            @ForAll @IntRange(min = 1, max = 366) int from,
            @ForAll @IntRange(min = 1, max = 366) int length,
            @ForAll @IntRange(min = 0, max = 20_000) int daysSince1990) {
        int to = (from + length - 2) % 366 + 1;
        if (length == 366) {
            return;
        }
        LocalDate day = LocalDate.of(1990, 1, 1).plusDays(daysSince1990);
        EveryYear period = new EveryYear(dayOfLeapYear(from), dayOfLeapYear(to));
        EveryYear rest = new EveryYear(dayOfLeapYear(to % 366 + 1), dayOfLeapYear((from + 364) % 366 + 1));

        boolean inPeriod = period.has(day);

        assertThat(inPeriod).isNotEqualTo(rest.has(day));
    }

    @Example
    void a_winter_that_ends_in_february_has_the_leap_day_if_its_last_day_is_the_29th_only() {
        EveryYear toThe28th = new EveryYear(MonthDay.of(12, 1), MonthDay.of(2, 28));
        EveryYear toThe29th = new EveryYear(MonthDay.of(12, 1), MonthDay.of(2, 29));

        LocalDate leapDay = LocalDate.of(2028, 2, 29);

        assertThat(toThe28th.has(leapDay)).isFalse();
        assertThat(toThe29th.has(leapDay)).isTrue();
        assertThat(toThe29th.has(LocalDate.of(2027, 2, 28))).isTrue();
        assertThat(toThe29th.has(LocalDate.of(2027, 3, 1))).isFalse();
        assertThat(toThe29th.has(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(toThe29th.has(LocalDate.of(2027, 1, 1))).isTrue();
    }

    @Example
    void dated_periods_have_their_first_and_last_day() {
        Dated period = new Dated(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1));

        LocalDate last = LocalDate.of(2027, 1, 1);

        assertThat(period.has(last)).isTrue();
        assertThat(period.has(last.minusDays(1))).isTrue();
        assertThat(period.has(last.plusDays(1))).isFalse();
        assertThat(period.has(last.minusDays(2))).isFalse();
    }
}
