package io.qipan.dispatch.gazetteer.model;

import java.util.Optional;

/** An entry with where it is; compared by identity, for a line of thousands of corners is not compared in no time. */
final class Known {
    private final Entry entry;
    private final Optional<Spot> spot;

    Known(Entry entry) {
        this.entry = entry;
        this.spot = Spot.of(entry.place());
    }

    Entry entry() {
        return entry;
    }

    Place place() {
        return entry.place();
    }

    Optional<Spot> spot() {
        return spot;
    }
}
