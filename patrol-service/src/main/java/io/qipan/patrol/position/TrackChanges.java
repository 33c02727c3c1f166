package io.qipan.patrol.position;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which parts of which tracks have changed and are still to be measured. {@link Positions#keep} adds the new fixes of each unit
 * in its own unit of work, so that nothing is stored and forgotten, and waits for nobody.
 */
public interface TrackChanges {

    /** A part of a track, both ends included. */
    record Part(Instant from, Instant until) {}

    /**
     * What there is to measure of one unit.
     *
     * @param since when the oldest of it was added
     * @param again not because of new fixes
     */
    record Claim(String unit, List<Part> parts, Instant since, boolean again) {
        public Claim {
            parts = List.copyOf(parts);
        }
    }

    /** What waits: how many parts, and since when the oldest one that is new. */
    record Waiting(long parts, Optional<Instant> since) {}

    /**
     * Takes all that is known to have changed of one unit, new fixes first, and keeps others from taking of this unit until the
     * end of the unit of work; it comes back if that fails. Empty if nothing waits that nobody else is at and that was not put
     * back until later.
     *
     * @param collecting how long the oldest new fix of a unit must have waited, so that others come to be measured with it
     */
    Optional<Claim> claim(Instant now, Duration collecting);

    /** Adds parts of a track that are to be measured again, after what is new. */
    void addAgain(String unit, List<Part> parts, Instant now);

    /** Adds a part of the tracks of all units that have reported since it begins, to be measured again; returns how many these are. */
    int addAgainOfAll(Part part, Instant now);

    /** Lets a unit whose measuring has failed wait: a second, and twice as long each time, up to a minute. */
    void putBack(String unit, Instant now);

    Waiting waiting();
}
