package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import java.util.Optional;
import java.util.UUID;

/** The resource name of an escalation. */
final class EscalationName {

    private EscalationName() {}

    /** The id in {@code escalations/{uuid}}; empty if there is none, and so no such escalation. */
    static Optional<UUID> parse(String name) {
        try {
            UUID id = UUID.fromString(name.substring(Escalation.KIND.length()));
            return Optional.of(id).filter(found -> name.equals(Escalation.KIND + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
