package io.qipan.ecology.statistics;

import java.util.Optional;
import java.util.UUID;

/** The resource name of a snapshot. */
final class SnapshotName {
    static final String PREFIX = "statisticsSnapshots/";

    private SnapshotName() {}

    /** Empty if there can be no such snapshot. */
    static Optional<UUID> parse(String name) {
        try {
            UUID id = UUID.fromString(name.substring(PREFIX.length()));
            return Optional.of(id).filter(found -> name.equals(PREFIX + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
