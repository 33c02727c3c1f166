package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.runtime.refusal.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The resource name of evidence, {@code evidence/{uuid}}. */
final class EvidenceName {

    private EvidenceName() {}

    /** The evidence of this name, found in this way. */
    static Evidence find(String name, Function<UUID, Optional<Evidence>> way) {
        return id(name).flatMap(way).orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** The id in {@code evidence/{uuid}}; empty if there can be no such evidence. */
    static Optional<UUID> id(String name) {
        try {
            UUID id = UUID.fromString(name.substring(Evidence.KIND.length()));
            return name.equals(Evidence.KIND + id) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
