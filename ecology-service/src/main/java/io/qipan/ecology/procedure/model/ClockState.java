package io.qipan.ecology.procedure.model;

import java.time.Instant;

/** Where a clock stands. */
public sealed interface ClockState {

    record Running() implements ClockState {}

    /** Does not run while the case is with the police. */
    record Paused(Instant at, int daysLeft) implements ClockState {}

    /** Ran out, and what it demands is still not done. */
    record Overdue(Instant noticedAt) implements ClockState {}

    /** What it demands was done, in time or late, or is of no matter any more. */
    record Stopped(Instant at) implements ClockState {}

    /** A window that closed unused. */
    record Lapsed(Instant noticedAt) implements ClockState {}

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case Running _ -> "RUNNING";
            case Paused _ -> "PAUSED";
            case Overdue _ -> "OVERDUE";
            case Stopped _ -> "STOPPED";
            case Lapsed _ -> "LAPSED";
        };
    }
}
