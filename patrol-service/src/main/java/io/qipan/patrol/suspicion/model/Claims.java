package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Waters;
import io.qipan.patrol.roster.model.Beat;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.Beat.Ashore;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which waters a unit was to be on, by what its shifts say or else by what it moves on.
 *
 * @param onlyOnWater what it moves on, if no shift says anything
 * @param shifts that a crew was on duty in
 */
public record Claims(boolean onlyOnWater, List<Shift> shifts) {
    public Claims {
        shifts = List.copyOf(shifts);
    }

    /**
     * Empty if it was to be on none, or nobody knows where they are.
     *
     * @param all of the grid at that time
     */
    public Optional<Waters> at(Instant at, Optional<Waters> all) {
        Beat beat = shifts.stream()
                .filter(shift -> shift.wasOnDuty(at))
                .map(Shift::beat)
                .findFirst()
                .orElseGet(AsItMoves::new);
        return switch (beat) {
            case AsItMoves _ -> onlyOnWater ? all : Optional.empty();
            case Ashore _ -> Optional.empty();
            case OnWaters(List<String> names) -> all.flatMap(waters -> waters.only(Set.copyOf(names)));
        };
    }
}
