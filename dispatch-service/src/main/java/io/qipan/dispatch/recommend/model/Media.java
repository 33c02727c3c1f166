package io.qipan.dispatch.recommend.model;

import java.util.Collections;
import java.util.Set;

/**
 * What one may move on at a place, by the season.
 *
 * @param open codes of media, as units have them among their capabilities
 * @param closed codes of the others
 */
public record Media(Set<String> open, Set<String> closed) {

    public Media {
        open = Set.copyOf(open);
        closed = Set.copyOf(closed);
    }

    /** Keeps nobody from going: while patrol-service is away nobody here knows the season. */
    public static Media unknown() {
        return new Media(Set.of(), Set.of());
    }

    /** Whether a unit that can do this may go there: one of the media it moves on is open, or it moves on none. */
    public boolean let(Set<String> capabilities) {
        return Collections.disjoint(capabilities, closed) || !Collections.disjoint(capabilities, open);
    }
}
