package io.qipan.dispatch.command.model;

import java.time.Instant;
import java.util.Optional;

/** Where a command order stands. */
public sealed interface CommandState {

    /** As people and refusals call it. */
    default String word() {
        return switch (this) {
            case Open _ -> "open";
            case Complete _ -> "complete";
            case Withdrawn _ -> "withdrawn";
        };
    }

    /** When the system looks at it again; empty when nobody owes an answer. */
    default Optional<Instant> nextLookAt() {
        return switch (this) {
            case Open(Instant at) -> Optional.of(at);
            case Complete(Instant _, Optional<Instant> remindOwnerAt) -> remindOwnerAt;
            case Withdrawn _ -> Optional.empty();
        };
    }

    /** Somebody has neither answered nor been escalated. */
    record Open(Instant lookAt) implements CommandState {}

    /** @param remindOwnerAt while somebody who was escalated owes an answer */
    record Complete(Instant at, Optional<Instant> remindOwnerAt) implements CommandState {}

    /** @param completedAt if it was complete before */
    record Withdrawn(Instant at, String by, String reason, Optional<Instant> completedAt) implements CommandState {}
}
