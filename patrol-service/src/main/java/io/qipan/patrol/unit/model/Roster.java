package io.qipan.patrol.unit.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The shifts of a unit, as far as they tell whether somebody is on duty with it.
 *
 * @param onDuty whether a crew has checked in
 * @param shifts those around today that were not cancelled
 */
public record Roster(boolean onDuty, List<Span> shifts) {
    /** Of a unit without shifts. */
    public static final Roster NONE = new Roster(false, List.of());

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    /**
     * When a shift is.
     *
     * @param from its plan, or when it began if that was earlier
     * @param until its plan, or when it ended if that was later; excluded
     */
    public record Span(Instant from, Instant until) {
        boolean touches(LocalDate day) {
            return from.isBefore(end(day)) && until.isAfter(begin(day));
        }
    }

    public Roster {
        shifts = List.copyOf(shifts);
    }

    /** The day by which duty is told. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, CITY);
    }

    /** When a day begins. */
    public static Instant begin(LocalDate day) {
        return day.atStartOfDay(CITY).toInstant();
    }

    private static Instant end(LocalDate day) {
        return begin(day.plusDays(1));
    }

    /** A unit that is in the roster of the day is either on duty or off duty; of another one nobody can say. */
    public Duty on(LocalDate day) {
        if (onDuty) {
            return Duty.ON_DUTY;
        }
        return shifts.stream().anyMatch(shift -> shift.touches(day)) ? Duty.OFF_DUTY : Duty.NO_SHIFT_TODAY;
    }
}
