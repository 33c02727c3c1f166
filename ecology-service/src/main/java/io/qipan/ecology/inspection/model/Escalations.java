package io.qipan.ecology.inspection.model;

import java.time.Instant;
import java.util.Optional;

/** How often something went up because its time had passed, and when last. Nothing takes them away. */
public record Escalations(int count, Optional<Instant> lastAt) {
    public static final Escalations NONE = new Escalations(0, Optional.empty());

    Escalations oneMore(Instant at) {
        return new Escalations(count + 1, Optional.of(at));
    }
}
