package io.qipan.patrol.duty.model;

import java.time.Duration;
import java.util.List;

/**
 * One level of duty.
 *
 * @param rank higher is more alert
 * @param multiplier of the base strengths
 * @param minimums what there has to be at least
 * @param acknowledgeWithin in which a crew has to acknowledge an order to this level
 */
public record DutyLevel(
        String code,
        String nameEn,
        String nameZh,
        int rank,
        double multiplier,
        List<Strength> minimums,
        Duration acknowledgeWithin) {
    public DutyLevel {
        minimums = List.copyOf(minimums);
    }
}
