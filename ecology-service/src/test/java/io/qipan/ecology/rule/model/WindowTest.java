package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.Month;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WindowTest {

    @Property
    void everyMomentLiesInEitherTheWindowOrWhatItLeavesOut(
            @ForAll("moments") YearMoment from,
            @ForAll("moments") YearMoment until,
            @ForAll("times") LocalDateTime time) {
        // Given
        Assume.that(!from.equals(until));
        Window window = new Window(from, until);
        Window rest = new Window(until, from);

        // When
        boolean inWindow = window.includes(time);

        // Then
        assertThat(rest.includes(time)).isEqualTo(!inWindow);
    }

    @Property
    void aWindowBeginsWithItsFirstMomentAndEndsJustBeforeItsLast(
            @ForAll("moments") YearMoment from, @ForAll("moments") YearMoment until, @ForAll("years") int year) {
        // Given
        Assume.that(!from.in(year).equals(until.in(year)));
        // 12-31 24:00 is the first moment of the next year, where this year's end does not reach.
        Assume.that(from.in(year).getYear() == year && until.in(year).getYear() == year);

        // When
        Window window = new Window(from, until);

        // Then
        assertThat(window.includes(from.in(year))).isTrue();
        assertThat(window.includes(until.in(year))).isFalse();
        assertThat(window.includes(until.in(year).minusNanos(1))).isTrue();
        assertThat(window.includes(from.in(year).minusNanos(1))).isFalse();
    }

    @Property
    void aWindowHasTheSameLengthEveryCommonYear(
            @ForAll("moments") YearMoment from, @ForAll("moments") YearMoment until) {
        // Given
        Assume.that(!from.equals(until));
        Window window = new Window(from, until);

        // When
        long hoursOf2021 = halfHoursIn(window, 2021);

        // Then
        assertThat(halfHoursIn(window, 2023)).isEqualTo(hoursOf2021);
    }

    private static long halfHoursIn(Window window, int year) {
        LocalDateTime first = LocalDateTime.of(year, Month.JANUARY, 1, 0, 0);
        return java.util.stream.IntStream.range(0, 365 * 48)
                .filter(i -> window.includes(first.plusMinutes(30L * i)))
                .count();
    }

    @Example
    void aWindowMayCrossNewYear() {
        // Given
        Window fireSeason = new Window(new YearMoment(9, 15, 0), new YearMoment(6, 15, 24 * 60));

        // When
        boolean crosses = fireSeason.crossesNewYear();

        // Then
        assertThat(crosses).isTrue();
        assertThat(fireSeason.includes(LocalDateTime.parse("2025-09-14T23:59:59")))
                .isFalse();
        assertThat(fireSeason.includes(LocalDateTime.parse("2025-09-15T00:00:00")))
                .isTrue();
        assertThat(fireSeason.includes(LocalDateTime.parse("2025-12-31T23:59:59")))
                .isTrue();
        assertThat(fireSeason.includes(LocalDateTime.parse("2026-01-01T00:00:00")))
                .isTrue();
        assertThat(fireSeason.includes(LocalDateTime.parse("2026-06-15T23:59:59")))
                .isTrue();
        assertThat(fireSeason.includes(LocalDateTime.parse("2026-06-16T00:00:00")))
                .isFalse();
    }

    @Example
    void aWindowThatEndsWithFebruaryLeavesTheLeapDayOut() {
        // Given
        Window winter = new Window(new YearMoment(12, 1, 0), new YearMoment(2, 28, 24 * 60));

        // When
        boolean leapDay = winter.includes(LocalDateTime.parse("2028-02-29T00:00:00"));

        // Then
        assertThat(leapDay).isFalse();
        assertThat(winter.includes(LocalDateTime.parse("2028-02-28T23:59:59"))).isTrue();
    }

    @Provide
    Arbitrary<YearMoment> moments() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 365),
                        Arbitraries.integers().between(0, 48))
                .as((day, halfHour) -> {
                    var date = java.time.LocalDate.ofYearDay(2023, day);
                    return new YearMoment(date.getMonthValue(), date.getDayOfMonth(), halfHour * 30);
                });
    }

    @Provide
    Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs()
                .between(0, 40L * 366 * 24 * 60)
                .map(minutes -> LocalDateTime.of(2000, Month.JANUARY, 1, 0, 0).plusMinutes(minutes));
    }

    @Provide
    Arbitrary<Integer> years() {
        return Arbitraries.integers().between(2000, 2040);
    }
}
