package io.qipan.ecology.procedure.model;

import java.time.Instant;
import java.util.Set;

/** Facts that a criminal rule hangs on, and that somebody has said cannot be established. */
public record Unestablished(Set<String> facts, String by, String reason, Instant at) {
    public Unestablished {
        facts = Set.copyOf(facts);
    }
}
