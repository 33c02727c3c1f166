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
            return isFixedHoliday(date) ? Day.OFF : Day.UNKNOWN;
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

    /**
     * Off work whatever a notice will say: 全国年节及纪念日放假办法 Art 2, as of 2013 (decree 644) and of 2024 (decree 795, in force
     * from 2025 on). The other holidays follow the moon, and notices only add days to these.
     */
    private static boolean isFixedHoliday(LocalDate date) {
        int day = date.getDayOfMonth();
        return date.getYear() >= 2014
                && switch (date.getMonth()) {
                    case JANUARY -> day == 1;
                    case MAY -> day == 1 || day == 2 && date.getYear() >= 2025;
                    case OCTOBER -> day <= 3;
                    default -> false;
                };
    }

    private boolean isKnown(LocalDate date) {
        boolean movable = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= MOVABLE_FROM;
        return years.containsKey(date.getYear()) && (!movable || years.containsKey(date.getYear() + 1));
    }

    public boolean knows(int year) {
        return years.containsKey(year);
    }
}
