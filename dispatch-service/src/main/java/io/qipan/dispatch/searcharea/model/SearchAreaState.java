package io.qipan.dispatch.searcharea.model;

import java.time.Instant;

/** Where a search area stands; see {@code qipan.dispatch.v1.SearchArea.State}. Nothing leads back to open. */
public sealed interface SearchAreaState {

    /** By the name that people and refusals use. */
    String word();

    record Open(Instant nextDeadlineAt, int reminders) implements SearchAreaState {
        @Override
        public String word() {
            return "open";
        }
    }

    sealed interface Over extends SearchAreaState {
        End end();
    }

    /** Who ended it, and why. */
    record End(Instant at, String by, String reason) {}

    record PlaceFound(End end) implements Over {
        @Override
        public String word() {
            return "place_found";
        }
    }

    record GivenUp(End end) implements Over {
        @Override
        public String word() {
            return "given_up";
        }
    }

    /** With its incident. */
    record Ended(End end) implements Over {
        @Override
        public String word() {
            return "ended";
        }
    }
}
