package io.qipan.ecology.calendar.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The years whose working days are known. About others it says so, and never guesses. */
public final class BusinessCalendar {

    /** What is known of a day. */
    public enum Day {
        WORKING,
        OFF,
        UNKNOWN
    }

    /** From here on a notice of the next year may still move days: that of 2019 took 31 December 2018 off. */
    private static final int MOVABLE_FROM = 29;

    private final Map<Integer, YearCalendar> years;

    public BusinessCalendar(Collection<YearCalendar> years) {
        this.years = years.stream().collect(Collectors.toUnmodifiableMap(YearCalendar::year, Function.identity()));
    }

    public Day day(LocalDate date) {
        if (!isKnown(date)) {
            return Day.UNKNOWN;
        }
        if (years.values().stream().anyMatch(year -> year.holidays().contains(date))) {
            return Day.OFF;
        }
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend
                        || years.values().stream()
                                .anyMatch(year -> year.workdays().contains(date))
                ? Day.WORKING
                : Day.OFF;
    }

    private boolean isKnown(LocalDate date) {
        boolean movable = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= MOVABLE_FROM;
        return years.containsKey(date.getYear()) && (!movable || years.containsKey(date.getYear() + 1));
    }

    public boolean knows(int year) {
        return years.containsKey(year);
    }
}
