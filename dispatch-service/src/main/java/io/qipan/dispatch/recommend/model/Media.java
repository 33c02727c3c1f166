package io.qipan.dispatch.recommend.model;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * What one may move on at a place, by the season.
 *
 * @param open codes of media, as units have them among their capabilities
 * @param closed codes of the others
 * @param there those of all that lead to the place itself, and not as far as the bank of its water only
 * @param speeds of units that go there, by code of their kind; empty if nobody tells
 */
public record Media(Set<String> open, Set<String> closed, Set<String> there, Map<String, Speeds> speeds) {

    /**
     * As patrol-service counts with them.
     *
     * @param thereMps metres per second of a unit that gets to the place
     * @param bankMps metres per second of one that gets as far as the bank
     */
    public record Speeds(double thereMps, double bankMps) {}

    public Media {
        open = Set.copyOf(open);
        closed = Set.copyOf(closed);
        there = Set.copyOf(there);
        speeds = Map.copyOf(speeds);
    }

    /** Where nobody tells speeds. */
    public Media(Set<String> open, Set<String> closed) {
        this(open, closed, Set.of(), Map.of());
    }

    /** Keeps nobody from going: while patrol-service is away nobody here knows the season. */
    public static Media unknown() {
        return new Media(Set.of(), Set.of());
    }

    /** The same speeds, for whoever goes there whether it may or not. */
    public Media lettingAll() {
        return new Media(Set.of(), Set.of(), there, speeds);
    }

    /** Whether a unit that can do this may go there: one of the media it moves on is open, or it moves on none. */
    public boolean let(Set<String> capabilities) {
        return Collections.disjoint(capabilities, closed) || !Collections.disjoint(capabilities, open);
    }

    /** Metres per second on its way there: as patrol-service counts for its kind, or else the usual speed. */
    public double speedMps(Candidate unit) {
        Speeds told = speeds.get(unit.kind());
        if (told == null) {
            return unit.speedMps();
        }
        return Collections.disjoint(unit.capabilities(), there) ? told.bankMps() : told.thereMps();
    }
}
