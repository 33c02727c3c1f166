package io.qipan.patrol.season.model;

import io.qipan.patrol.unit.model.Medium;
import java.time.Instant;
import java.util.Optional;

/**
 * How a medium is at a place and time.
 *
 * @param phase how the water is by the calendar
 * @param changesAt when it opens or closes next, by what is known
 */
public record MediumState(Medium medium, Ruling ruling, Optional<WaterPhase> phase, Optional<Instant> changesAt) {

    public boolean isOpen() {
        return ruling.passage() == Passage.OPEN;
    }
}
