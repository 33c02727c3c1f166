package io.qipan.ecology.inspection.model;

import java.time.Instant;
import java.util.Optional;

/** Where a hazard stands. Whatever is not closed waits for a time; only a re-check that finds it gone closes. */
public sealed interface HazardState {

    /**
     * To be put right.
     *
     * @param lookBy until when somebody has to look at it, because its time has passed; empty while it has not
     */
    record Open(Instant dueAt, String reason, Optional<Instant> lookBy) implements HazardState {

        Open(Instant dueAt, String reason) {
            this(dueAt, reason, Optional.empty());
        }
    }

    /** Said to be put right, to be looked at. */
    record Rectified(Instant dueAt, String note) implements HazardState {}

    /**
     * With somebody else, who is asked again.
     *
     * @param to {@code cases/{uuid}} or {@code agencies/{code}}
     */
    record HandedOn(String to, Instant dueAt, String reason) implements HazardState {}

    record Closed(Recheck by) implements HazardState {
        public Closed {
            if (!by.gone()) {
                throw new IllegalArgumentException("Nothing closes a hazard but a re-check that finds it gone");
            }
        }
    }

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case Open _ -> "OPEN";
            case Rectified _ -> "RECTIFIED";
            case HandedOn _ -> "HANDED_ON";
            case Closed _ -> "CLOSED";
        };
    }

    /** What it waits for. */
    default Optional<Instant> waitsUntil() {
        return switch (this) {
            case Open(Instant dueAt, String _, Optional<Instant> _) -> Optional.of(dueAt);
            case Rectified(Instant dueAt, String _) -> Optional.of(dueAt);
            case HandedOn(String _, Instant dueAt, String _) -> Optional.of(dueAt);
            case Closed _ -> Optional.empty();
        };
    }
}
