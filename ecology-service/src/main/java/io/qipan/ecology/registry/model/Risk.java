package io.qipan.ecology.registry.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How urgent a subject is, with every reason.
 *
 * @param reasons the most points first; they add up to the score
 * @param weightsFrom the first day of the weights that were used
 */
public record Risk(int score, List<Reason> reasons, int intervalDays, LocalDate weightsFrom, Instant assessedAt) {

    /** What a factor adds. */
    public record Reason(Factor factor, String titleEn, String titleZh, int points, String source, int times) {}

    public Risk {
        reasons = List.copyOf(reasons);
    }
}
