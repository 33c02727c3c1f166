package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import java.util.Optional;
import java.util.UUID;

/** The resource name of a case. */
public final class CaseName {

    private CaseName() {}

    /** The id in {@code cases/{uuid}}; empty if there is none, and so no such case. */
    public static Optional<UUID> parse(String name) {
        return name.startsWith(CaseFile.KIND) ? id(name.substring(CaseFile.KIND.length())) : Optional.empty();
    }

    /** A UUID in its usual form. */
    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
