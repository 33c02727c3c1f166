package io.qipan.ecology.chief;

import java.util.Optional;
import java.util.UUID;

/** The resource name of a patrol duty. */
final class PatrolDutyName {
    private static final String PREFIX = "patrolDuties/";

    private PatrolDutyName() {}

    /** Empty if there can be no such duty. */
    static Optional<UUID> parse(String name) {
        try {
            UUID id = UUID.fromString(name.substring(PREFIX.length()));
            return Optional.of(id).filter(found -> name.equals(PREFIX + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
