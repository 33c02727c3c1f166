package io.qipan.dispatch.pattern.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What is looked for.
 *
 * @param from a calendar day of {@link #ZONE}, included
 * @param until excluded
 * @param types empty: all that occur
 * @param cellM side of a cell, metres
 * @param radiusM from centre to centre, metres
 * @param level the false discovery rate that is allowed
 */
public record HotspotQuestion(
        LocalDate from,
        LocalDate until,
        List<String> types,
        int cellM,
        int radiusM,
        int longestDays,
        int permutations,
        double level,
        long seed) {
    /** Whose calendar days count. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int FEWEST_DAYS = 4;
    private static final int MOST_DAYS = 366;
    private static final int MOST_CELLS_FAR = 10;

    public HotspotQuestion {
        types = List.copyOf(types);
    }

    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, until));
    }

    /** Square of the largest radius, in cells. */
    public int ring() {
        return Math.toIntExact((long) radiusM * radiusM / ((long) cellM * cellM));
    }

    public Instant begin() {
        return from.atStartOfDay(ZONE).toInstant();
    }

    /** Excluded. */
    public Instant end() {
        return until.atStartOfDay(ZONE).toInstant();
    }

    /** Whether it can be asked. */
    public Decision<HotspotQuestion> check() {
        long days = ChronoUnit.DAYS.between(from, until);
        if (days < FEWEST_DAYS || days > MOST_DAYS) {
            return refuse("until", until + " must be 4 to 366 days after from, " + from);
        }
        if (radiusM > MOST_CELLS_FAR * cellM) {
            return refuse(
                    "radius_m",
                    radiusM + " m are more than 10 cells of " + cellM + " m: ask for at most " + MOST_CELLS_FAR * cellM
                            + " m, or for larger cells");
        }
        if (longestDays > days / 2) {
            return refuse("longest_days", longestDays + " must be at most half of the " + days + " days of the period");
        }
        return Decision.grant(this);
    }

    private static <T> Decision<T> refuse(String field, String problem) {
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, field + ": " + problem + ".")
                .withViolations(List.of(new Refusal.Violation(field, problem))));
    }
}
