package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/** A day, a week or a month of Asia/Shanghai. */
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
                });
    }

    /** What {@link #code} made. */
    public static VisitPeriod parse(String code) {
        if (code.contains("W")) {
            return new VisitPeriod(Period.WEEK, LocalDate.parse(code + "-1", DateTimeFormatter.ISO_WEEK_DATE));
        }
        return code.length() == "2026-11".length()
                ? new VisitPeriod(Period.MONTH, YearMonth.parse(code).atDay(1))
                : new VisitPeriod(Period.DAY, LocalDate.parse(code));
    }

    /** {@code 2026-11-22}, {@code 2026-W47} or {@code 2026-11}. */
    public String code() {
        return switch (per) {
            case DAY -> first.toString();
            case WEEK -> DateTimeFormatter.ISO_WEEK_DATE.format(first).substring(0, "2026-W47".length());
            case MONTH -> YearMonth.from(first).toString();
        };
    }

    LocalDate end() {
        return switch (per) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }

    public Instant from() {
        return first.atStartOfDay(CALENDAR).toInstant();
    }

    public Instant until() {
        return end().atStartOfDay(CALENDAR).toInstant();
    }
}
