package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2CellUnion;
import io.qipan.patrol.unit.model.LiveUnit.Availability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which units somebody wants to see. For one thread at a time.
 *
 * @param regions in all of which a unit must be
 * @param kinds codes, of which it must have one; none: any
 * @param capabilities all of which it must have
 */
public record Filter(
        List<Region> regions, Set<String> kinds, Set<String> capabilities, Optional<Availability> availability) {

    public Filter {
        regions = List.copyOf(regions);
        kinds = Set.copyOf(kinds);
        capabilities = Set.copyOf(capabilities);
    }

    public boolean includes(Placed unit) {
        return mayInclude(unit.ability()) && includesOfAbility(unit);
    }

    /** Some cells of the curve outside of which it includes nobody; empty: it asks for no place. */
    public Optional<S2CellUnion> cells() {
        return regions.stream().map(Region::cells).reduce((one, other) -> {
            S2CellUnion both = new S2CellUnion();
            both.getIntersection(one, other);
            return both;
        });
    }

    boolean mayInclude(Ability ability) {
        return (kinds.isEmpty() || kinds.contains(ability.kind().code()))
                && ability.capabilities().containsAll(capabilities);
    }

    boolean includesOfAbility(Placed unit) {
        return availability
                        .filter(wanted -> wanted != unit.live().availability())
                        .isEmpty()
                && regions.stream().allMatch(region -> region.contains(unit));
    }
}
