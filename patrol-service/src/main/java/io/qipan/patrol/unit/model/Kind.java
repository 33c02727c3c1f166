package io.qipan.patrol.unit.model;

import java.time.Duration;
import java.util.List;

/**
 * What a kind of unit is.
 *
 * @param usualSpeedMps metres per second on its usual medium
 * @param staleAfter the age at which a position of such a unit counts as stale
 */
public record Kind(
        String code,
        String nameEn,
        String nameZh,
        List<String> capabilities,
        double usualSpeedMps,
        Duration staleAfter) {
    public Kind {
        capabilities = List.copyOf(capabilities);
    }
}
