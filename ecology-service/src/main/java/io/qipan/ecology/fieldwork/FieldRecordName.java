package io.qipan.ecology.fieldwork;

import java.util.Optional;
import java.util.UUID;

/** The resource name of a record. */
final class FieldRecordName {
    static final String PREFIX = "fieldRecords/";

    private FieldRecordName() {}

    /** Empty if there can be no such record. */
    static Optional<UUID> parse(String name) {
        try {
            UUID id = UUID.fromString(name.substring(PREFIX.length()));
            return Optional.of(id).filter(found -> name.equals(PREFIX + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
