package io.qipan.dispatch.sharing.model;

import java.time.Instant;

/** Where a share stands. Nothing leads back from ended. */
public sealed interface ShareState {

    /** By the name that people and refusals use. */
    default String word() {
        return switch (this) {
            case InForce _ -> "in force";
            case Ended _ -> "ended";
        };
    }

    record InForce() implements ShareState {}

    /** @param by the subject of a token, or the deadline that ended it */
    record Ended(Instant at, String by, String reason) implements ShareState {}
}
