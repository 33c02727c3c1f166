package io.qipan.patrol.live.picture;

import io.qipan.patrol.unit.model.LiveUnit.Availability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The units of one ability.
 *
 * @param units all of them, along the curve
 * @param free those that can be sent and have a place
 */
record Group(
        Ability ability,
        List<Placed> units,
        List<Cluster> free,
        int committed,
        int unavailable,
        int offDuty,
        int freeWithoutPosition) {

    static Group empty(Ability ability) {
        return of(ability, new ArrayList<>());
    }

    /** Without some, by name, and with others. */
    Group changed(Set<String> without, Collection<Placed> with) {
        List<Placed> next = new ArrayList<>(units.size() + with.size());
        for (Placed unit : units) {
            if (!without.contains(unit.name())) {
                next.add(unit);
            }
        }
        next.addAll(with);
        return of(ability, next);
    }

    /** How many can be sent and have a place. */
    int freeWithPosition() {
        return units.size() - committed - unavailable - offDuty - freeWithoutPosition;
    }

    private static Group of(Ability ability, List<Placed> units) {
        // Nearly all have kept their order, which makes this sort nearly free.
        units.sort(Placed.ALONG_THE_CURVE);
        List<Placed> free = new ArrayList<>(units.size());
        int committed = 0;
        int unavailable = 0;
        int offDuty = 0;
        int freeWithoutPosition = 0;
        for (Placed unit : units) {
            Availability availability = unit.live().availability();
            switch (availability) {
                case COMMITTED -> committed++;
                case UNAVAILABLE -> unavailable++;
                case OFF_DUTY -> offDuty++;
                case FREE -> {
                    if (unit.point().isPresent()) {
                        free.add(unit);
                    } else {
                        freeWithoutPosition++;
                    }
                }
            }
        }
        return new Group(
                ability, List.copyOf(units), Cluster.of(free), committed, unavailable, offDuty, freeWithoutPosition);
    }
}
