package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.EntryKind;
import java.util.Optional;
import java.util.UUID;

/** Which entry a name means. */
record EntryName(EntryKind kind, UUID id) {

    /** Empty if there can be no such entry. */
    static Optional<EntryName> parse(String name) {
        return EntryKind.of(name).flatMap(kind -> {
            try {
                UUID id = UUID.fromString(name.substring(kind.prefix().length()));
                // Others can be read as well, but are nobody's name.
                return Optional.of(new EntryName(kind, id)).filter(_ -> name.equals(kind.prefix() + id));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
