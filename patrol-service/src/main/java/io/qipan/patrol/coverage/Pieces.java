package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.Piece;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.VisitPeriod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was measured, by unit, quarter and feature. */
public interface Pieces {

    /** The slot of a feature that pieces count in. */
    record SlotOf(String feature, VisitPeriod period, Instant from) {}

    /** A piece beside the unit it is of. */
    record Evidence(String unit, Piece piece) {}

    /** The last moment somebody was somewhere. */
    record Seen(String feature, String unit, Instant at) {}

    /**
     * Keeps these in place of all that there was of these quarters of the unit's track, and returns the slots where anything
     * is different now.
     */
    Set<SlotOf> replace(String unit, Collection<Quarter> quarters, List<Piece> pieces);

    /** The unit's pieces of these slots; a slot without any is left out. */
    Map<SlotOf, List<Piece>> of(String unit, Collection<SlotOf> slots);

    /** All units' pieces of a feature in a period, the earliest first. */
    List<Evidence> of(String feature, VisitPeriod period, int most);

    /**
     * When each of these was seen last, by pieces that count.
     *
     * @param kind only by units of this kind
     */
    List<Seen> lastSeen(Collection<String> features, Optional<String> kind);
}
