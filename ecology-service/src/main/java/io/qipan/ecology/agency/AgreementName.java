package io.qipan.ecology.agency;

import java.util.Optional;
import java.util.UUID;

/** The resource name of an agreement. */
final class AgreementName {
    private static final String PREFIX = "agreements/";

    private AgreementName() {}

    /** Empty if there can be no such agreement. */
    static Optional<UUID> parse(String name) {
        try {
            UUID id = UUID.fromString(name.substring(PREFIX.length()));
            return Optional.of(id).filter(found -> name.equals(PREFIX + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
