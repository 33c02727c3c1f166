package io.qipan.patrol.unit.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Metres per second where these media are open: on the fastest, or its usual speed if it tells none for them. */
    public double speedOn(Set<Medium> open) {
        double fastest = 0;
        for (Medium medium : open) {
            fastest = Math.max(fastest, speeds.getOrDefault(medium, 0.0));
        }
        return fastest > 0 ? fastest : usualSpeedMps;
    }
}
