package io.qipan.ecology.calendar.model;

import io.qipan.ecology.calendar.model.BusinessCalendar.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How periods of law are counted, as in Art 105 of the Criminal Procedure Law and Art 201-203 of the Civil Code: the day of the
 * event does not count, the last day ends at 24:00 local time, and where the law says so a last day off work moves on to the
 * next working day.
 */
public final class DayCount {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private DayCount() {}

    /**
     * The end of a period.
     *
     * @param movesOn whether a last day off work moves on; hours and working days never do
     */
    public static Due due(Instant event, Length length, boolean movesOn, BusinessCalendar calendar) {
        return switch (length.unit()) {
            case HOURS -> new Due(event.plus(Duration.ofHours(length.amount())), false);
            case NATURAL_DAYS -> naturalDays(day(event).plusDays(length.amount()), movesOn, calendar);
            case MONTHS -> naturalDays(day(event).plusMonths(length.amount()), movesOn, calendar);
            case WORKING_DAYS -> workingDays(day(event), length.amount(), calendar);
        };
    }

    private static Due naturalDays(LocalDate last, boolean movesOn, BusinessCalendar calendar) {
        LocalDate end = last;
        while (movesOn && calendar.day(end) == Day.OFF) {
            end = end.plusDays(1);
        }
        return new Due(endOf(end), movesOn && calendar.day(end) == Day.UNKNOWN);
    }

    /** A day that nobody knows of counts, so that the end is never too late. */
    private static Due workingDays(LocalDate eventDay, int amount, BusinessCalendar calendar) {
        LocalDate day = eventDay;
        boolean provisional = false;
        int counted = 0;
        while (counted < amount) {
            day = day.plusDays(1);
            Day kind = calendar.day(day);
            provisional |= kind == Day.UNKNOWN;
            counted += kind == Day.OFF ? 0 : 1;
        }
        return new Due(endOf(day), provisional);
    }

    /** Whole days from the day of one instant to the last day of a period that ends at the other; 0 if that is over. */
    public static int daysLeft(Instant from, Instant due) {
        LocalDate last = day(due.minusNanos(1));
        return (int) Math.max(0, ChronoUnit.DAYS.between(day(from), last));
    }

    /** The local day of an instant. */
    public static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
