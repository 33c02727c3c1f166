package io.qipan.patrol.coverage.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How a unit gets about.
 *
 * @param fastestMps metres per second that it cannot exceed
 * @param onlyOnWater has no business ashore
 */
public record Going(double fastestMps, boolean onlyOnWater) {
    private static final Set<String> WATERS = Set.of("water", "shallow_water");
    private static final List<String> ELSEWHERE = List.of("road", "foot", "ice", "air");

    public static Going of(Collection<String> capabilities) {
        boolean onWater = capabilities.stream().anyMatch(WATERS::contains);
        boolean elsewhere = capabilities.stream().anyMatch(ELSEWHERE::contains);
        return new Going(Track.fastest(capabilities), onWater && !elsewhere);
    }
}
