package io.qipan.ecology.clue.model;

import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * How much another clue looks like the same thing. A person decides; nothing is merged by this.
 *
 * @param distanceM metres between the points; empty if one of them is unknown
 */
public record Likeness(Clue other, Optional<Double> distanceM, Duration apart, boolean sameActivity) {
    /** Beyond what both places are uncertain by. */
    public static final double RADIUS_M = 2_000;

    public static final Duration WINDOW = Duration.ofHours(72);

    /** The likeliest first: with a place, of the same activity, near in place, near in time. */
    public static final Comparator<Likeness> LIKELIEST_FIRST = Comparator.comparing(
                    (Likeness likeness) -> likeness.distanceM().isEmpty())
            .thenComparing(likeness -> !likeness.sameActivity())
            .thenComparing(likeness -> likeness.distanceM().orElse(0.0))
            .thenComparing(Likeness::apart)
            .thenComparing(likeness -> likeness.other().id().toString());

    /** Empty if they are too far apart, in place, time or kind. */
    public static Optional<Likeness> of(Clue clue, Clue other) {
        Report one = clue.report();
        Report two = other.report();
        Duration apart = Duration.between(one.occurredAt(), two.occurredAt()).abs();
        Optional<Double> distance = one.point().flatMap(here -> two.point().map(there -> Distance.metres(here, there)));
        boolean near = distance.map(metres -> metres <= RADIUS_M + one.uncertaintyM() + two.uncertaintyM())
                .orElse(true);
        boolean known = one.activity().isPresent() && two.activity().isPresent();
        boolean same = known && one.activity().equals(two.activity());
        boolean alike = !clue.id().equals(other.id())
                && one.drill() == two.drill()
                && apart.compareTo(WINDOW) <= 0
                && near
                && (same || !known)
                // Time alone says nothing.
                && (distance.isPresent() || same);
        return alike ? Optional.of(new Likeness(other, distance, apart, same)) : Optional.empty();
    }
}
