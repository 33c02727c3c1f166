package io.qipan.patrol.unit.model;

import java.util.Set;

/** Whether the season lets a unit move somewhere. */
public sealed interface Movement {

    /**
     * @param open those it moves on that are; empty if it moves on none
     */
    record InSeason(Set<Medium> open) implements Movement {
        public InSeason {
            open = Set.copyOf(open);
        }
    }

    /**
     * Nothing that it moves on is open.
     *
     * @param ruledBy what closes the first of its media: name of a declaration or water, or code of a rule; empty if nothing
     *     opens it
     */
    record OutOfSeason(String ruledBy, String reasonEn, String reasonZh) implements Movement {}
}
