package io.qipan.patrol.season.model;

import io.qipan.patrol.season.model.Period.Dated;
import io.qipan.patrol.unit.model.Medium;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of the calendar: at this place, in this period, these media are open and those closed.
 *
 * @param place {@code gridFeatures/...}; the whole city if there is none
 * @param phase how the water is then, if it is about water
 * @param source where the dates come from
 * @param assumption the dates, or some of them, are to be replaced by the own record
 */
public record SeasonRule(
        String code,
        Optional<String> place,
        Period period,
        Optional<WaterPhase> phase,
        Set<Medium> open,
        Set<Medium> closed,
        String reasonEn,
        String reasonZh,
        String source,
        boolean assumption) {

    public SeasonRule {
        open = Set.copyOf(open);
        closed = Set.copyOf(closed);
    }

    boolean speaksOf(Medium medium) {
        return open.contains(medium) || closed.contains(medium);
    }

    /** What it says of a medium that it speaks of. */
    public Passage passage(Medium medium) {
        return closed.contains(medium) ? Passage.CLOSED : Passage.OPEN;
    }

    boolean applies(Medium medium, Set<String> features, LocalDate day) {
        return speaksOf(medium) && place.map(features::contains).orElse(true) && period.has(day);
    }

    boolean isDated() {
        return period instanceof Dated;
    }
}
