package io.qipan.ecology.casefile.model;

import java.time.Instant;

/** Where a case stands. An open one always has a time at which it is looked at again. */
public sealed interface CaseState {

    record Open(Instant reviewAt) implements CaseState {}

    record Closed(Instant at, String reason) implements CaseState {}

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case Open _ -> "OPEN";
            case Closed _ -> "CLOSED";
        };
    }
}
