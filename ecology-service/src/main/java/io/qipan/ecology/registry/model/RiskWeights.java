package io.qipan.ecology.registry.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.registry.model.Factor.Circumstances;
import io.qipan.ecology.registry.model.Risk.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How many points each factor is worth from one day on, and how often to inspect at which score.
 *
 * @param bands from the highest score down; the last begins at 0
 */
public record RiskWeights(LocalDate from, Map<Factor, Weight> weights, List<Band> bands) {

    /**
     * What one factor is worth.
     *
     * @param most how many times it counts at most
     */
    public record Weight(int points, int most, String titleEn, String titleZh, String source) {}

    /** From this score on, inspect after so many days. */
    public record Band(int score, int intervalDays) {}

    public RiskWeights {
        weights = Map.copyOf(weights);
        bands = List.copyOf(bands);
    }

    Risk assess(Circumstances circumstances, Instant at) {
        List<Reason> reasons = new ArrayList<>();
        weights.forEach((factor, weight) -> {
            int times = Math.min(factor.times(circumstances, DayCount.day(at)), weight.most());
            if (times > 0) {
                reasons.add(new Reason(
                        factor, weight.titleEn(), weight.titleZh(), times * weight.points(), weight.source(), times));
            }
        });
        reasons.sort(Comparator.comparingInt(Reason::points).reversed().thenComparing(Reason::factor));
        int score = reasons.stream().mapToInt(Reason::points).sum();
        return new Risk(score, reasons, interval(score), from, at);
    }

    private int interval(int score) {
        return bands.stream()
                .filter(band -> score >= band.score())
                .findFirst()
                .orElseThrow()
                .intervalDays();
    }
}
