package io.qipan.ecology.inspection.model;

import java.time.Instant;
import java.util.Optional;

/** Where a hazard stands. Whatever is not closed waits for a time; only a re-check that finds it gone closes. */
public sealed interface HazardState {

    /**
     * Until when it is to be put right, or to be handed on.
     *
     * @param provisional it is the earliest that it can be: the calendar of its days is not known
     * @param look that somebody has to take because the time has passed; empty while it has not
     */
    record Deadline(Instant dueAt, boolean provisional, Optional<Look> look) {

        static Deadline of(Instant dueAt) {
            return new Deadline(dueAt, false, Optional.empty());
        }

        /** The same time, with no look that somebody has to take. */
        Deadline looked() {
            return new Deadline(dueAt, provisional, Optional.empty());
        }

        /** When somebody has to do something at the latest. */
        Instant passesAt() {
            return look.map(Look::by).orElse(dueAt);
        }
    }

    /**
     * A look that somebody has to take.
     *
     * @param from what its time counts from
     * @param provisional like that of {@link Deadline}
     */
    record Look(Instant by, Instant from, boolean provisional) {}

    /** To be put right. */
    record Open(Deadline deadline, String reason) implements HazardState {}

    /**
     * Said to be put right, to be looked at.
     *
     * @param kept what it had before, without a look
     */
    record Rectified(Look look, String note, Deadline kept) implements HazardState {}

    /**
     * With somebody else, who is asked again.
     *
     * @param to {@code cases/{uuid}} or {@code agencies/{code}}
     * @param kept what it had before, and has again when it is taken back; empty where that was not kept
     */
    record HandedOn(String to, Instant dueAt, String reason, Optional<Deadline> kept) implements HazardState {}

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
            case Open(Deadline deadline, String _) -> Optional.of(deadline.dueAt());
            case Rectified(Look look, String _, Deadline _) -> Optional.of(look.by());
            case HandedOn handed -> Optional.of(handed.dueAt());
            case Closed _ -> Optional.empty();
        };
    }

    /** When the system looks at it: the same, or when the look at what has passed is due. */
    default Optional<Instant> goesUpAt() {
        return this instanceof Open(Deadline deadline, String _) ? Optional.of(deadline.passesAt()) : waitsUntil();
    }
}
