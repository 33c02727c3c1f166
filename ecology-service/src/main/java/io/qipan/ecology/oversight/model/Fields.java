package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules about single fields. */
public final class Fields {
    private Fields() {}

    /** Why a time cannot be something's end; empty if it lies after the other. */
    public static Optional<Refusal> notAfter(String resource, String field, Instant end, Instant other) {
        return end.isAfter(other)
                ? Optional.empty()
                : Optional.of(invalid(resource, field, end + " is not after " + other + "; name a later time"));
    }

    public static Refusal invalid(String resource, String field, String text) {
        return Refusal.of(Reason.INVALID_FIELD, resource + ": " + field + ": " + text + ".")
                .withViolations(List.of(new Violation(field, text)));
    }
}
