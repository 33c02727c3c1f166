package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/** A day, a week, a month, a quarter, half a year or a year of Asia/Shanghai. */
public record VisitPeriod(Period per, LocalDate first) {
    public static final ZoneId CALENDAR = ZoneId.of("Asia/Shanghai");

    /** The one that has this time. */
    public static VisitPeriod at(Period per, Instant time) {
        return of(per, LocalDate.ofInstant(time, CALENDAR));
    }

    static VisitPeriod of(Period per, LocalDate day) {
        return new VisitPeriod(
                per,
                switch (per) {
                    case DAY -> day;
                    case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER -> firstOf(day, 3);
                    case HALF_YEAR -> firstOf(day, 6);
                    case YEAR -> day.withDayOfYear(1);
                });
    }

    /** Of the part of the year, of so many months, that has the day. */
    private static LocalDate firstOf(LocalDate day, int months) {
        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / months * months + 1, 1);
    }

    /** What {@link #code} made. */
    public static VisitPeriod parse(String code) {
        if (code.contains("W")) {
            return new VisitPeriod(Period.WEEK, LocalDate.parse(code + "-1", DateTimeFormatter.ISO_WEEK_DATE));
        }
        if (code.contains("Q")) {
            return new VisitPeriod(Period.QUARTER, numbered(code, 3));
        }
        if (code.contains("H")) {
            return new VisitPeriod(Period.HALF_YEAR, numbered(code, 6));
        }
        if (code.length() == "2026".length()) {
            return new VisitPeriod(Period.YEAR, LocalDate.of(Integer.parseInt(code), 1, 1));
        }
        return code.length() == "2026-11".length()
                ? new VisitPeriod(Period.MONTH, YearMonth.parse(code).atDay(1))
                : new VisitPeriod(Period.DAY, LocalDate.parse(code));
    }

    private static LocalDate numbered(String code, int months) {
        int number = Integer.parseInt(code.substring("2026-Q".length()));
        return LocalDate.of(Integer.parseInt(code.substring(0, "2026".length())), (number - 1) * months + 1, 1);
    }

    /** {@code 2026-11-22}, {@code 2026-W47}, {@code 2026-11}, {@code 2026-Q4}, {@code 2026-H2} or {@code 2026}. */
    public String code() {
        return switch (per) {
            case DAY -> first.toString();
            case WEEK -> DateTimeFormatter.ISO_WEEK_DATE.format(first).substring(0, "2026-W47".length());
            case MONTH -> YearMonth.from(first).toString();
            case QUARTER -> first.getYear() + "-Q" + (first.getMonthValue() / 3 + 1);
            case HALF_YEAR -> first.getYear() + "-H" + (first.getMonthValue() / 6 + 1);
            case YEAR -> Integer.toString(first.getYear());
        };
    }

    /** The one that begins when this one ends. */
    public VisitPeriod next() {
        return of(per, end());
    }

    LocalDate end() {
        return switch (per) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case HALF_YEAR -> first.plusMonths(6);
            case YEAR -> first.plusYears(1);
        };
    }

    public Instant from() {
        return first.atStartOfDay(CALENDAR).toInstant();
    }

    public Instant until() {
        return end().atStartOfDay(CALENDAR).toInstant();
    }
}
