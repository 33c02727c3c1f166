package io.qipan.patrol.roster.model;

import java.util.List;

/** Where a shift patrols, as far as it says. */
public sealed interface Beat {

    /** It says nothing: its unit tells by what it moves on. */
    record AsItMoves() implements Beat {}

    record Ashore() implements Beat {}

    /** @param names of waters and waterways of the grid, at least one */
    record OnWaters(List<String> names) implements Beat {
        public OnWaters {
            names = List.copyOf(names);
        }
    }
}
