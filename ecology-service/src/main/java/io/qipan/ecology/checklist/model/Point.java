package io.qipan.ecology.checklist.model;

import io.qipan.ecology.calendar.model.DayCount;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Set;

/**
 * One thing to do, of a template.
 *
 * @param dueDay last day of the month to do it; a shorter month ends it with its own last day
 * @param months of the year in which it is to be done, from 1; empty: all
 */
public record Point(
        String code, String textEn, String textZh, String basis, int dueDay, Set<Integer> months, Owner owner) {

    public Point {
        months = Set.copyOf(months);
    }

    public boolean isIn(YearMonth month) {
        return months.isEmpty() || months.contains(month.getMonthValue());
    }

    /** The end, 24:00, of the last day in a month. */
    public Instant dueAt(YearMonth month) {
        return month.atDay(Math.min(dueDay, month.lengthOfMonth()))
                .plusDays(1)
                .atStartOfDay(DayCount.ZONE)
                .toInstant();
    }
}
