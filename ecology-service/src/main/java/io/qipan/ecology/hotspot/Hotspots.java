package io.qipan.ecology.hotspot;

import io.qipan.ecology.hotspot.model.Hotspot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All detections. Inside a unit of work only. */
public interface Hotspots {

    /** A detection that leads to a clue, or to one that is merged into it: those that are merged into others take in none. */
    record OfClue(Hotspot hotspot, UUID clue) {}

    /** The place of a detection in the list of a clue. */
    record Place(Instant acquiredAt, UUID id) {

        /** Reads what {@link #toString} wrote; throws for anything else. */
        static Place parse(String text) {
            int gap = text.indexOf(' ');
            return new Place(Instant.parse(text.substring(0, gap)), UUID.fromString(text.substring(gap + 1)));
        }

        @Override
        public String toString() {
            return acquiredAt + " " + id;
        }
    }

    /** One import after the other until this unit of work ends: what belongs together must not become two clues. */
    void lock();

    /** Which of these are stored. */
    Set<Hotspot.Key> stored(Collection<Hotspot> hotspots);

    /** Those that lead to a clue which is not answered and that one of these is {@code linked} to, or nearly so. */
    List<OfClue> near(Collection<Hotspot> hotspots);

    void addExplained(Map<Hotspot, UUID> heatSources);

    void addToClue(UUID clue, List<Hotspot> hotspots);

    /** Of a clue, by time, from there on. */
    List<Hotspot> ofClue(UUID clue, Optional<Place> after, int most);
}
