package io.qipan.ecology.calendar.model;

import java.time.LocalDate;
import java.util.Set;

/**
 * What the State Council has announced for one year.
 *
 * @param notice the announcement
 * @param holidays days off work, weekends among them
 * @param workdays Saturdays and Sundays on which people work instead
 */
public record YearCalendar(int year, String notice, Set<LocalDate> holidays, Set<LocalDate> workdays) {

    public YearCalendar {
        holidays = Set.copyOf(holidays);
        workdays = Set.copyOf(workdays);
    }
}
