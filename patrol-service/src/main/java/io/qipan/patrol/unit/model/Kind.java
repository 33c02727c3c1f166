package io.qipan.patrol.unit.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a kind of unit is.
 *
 * @param usualSpeedMps metres per second on its usual medium
 * @param staleAfter the age at which a position of such a unit counts as stale
 * @param speeds metres per second on each medium it moves on
 * @param usualCrew how many people it usually goes out with
 * @param equipment what it usually carries
 */
public record Kind(
        String code,
        String nameEn,
        String nameZh,
        List<String> capabilities,
        double usualSpeedMps,
        Duration staleAfter,
        Map<Medium, Double> speeds,
        int usualCrew,
        List<String> equipment) {
    public Kind {
        capabilities = List.copyOf(capabilities);
        speeds = Map.copyOf(speeds);
        equipment = List.copyOf(equipment);
    }
}
