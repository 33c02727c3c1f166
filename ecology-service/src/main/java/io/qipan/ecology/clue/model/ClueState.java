package io.qipan.ecology.clue.model;

import java.time.Instant;

/** Where a clue stands. One that is not answered always has a time at which it is looked at again. */
public sealed interface ClueState {

    record Received(Instant nextLookAt) implements ClueState {}

    /**
     * @param firstAt when it was decided for the first time
     * @param triage the decision that holds
     */
    record Triaged(Instant firstAt, Triage triage, Instant nextLookAt) implements ClueState {}

    record Answered(Instant firstAt, Triage triage, Instant at, String by, String answer) implements ClueState {}

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case Received _ -> "RECEIVED";
            case Triaged _ -> "TRIAGED";
            case Answered _ -> "ANSWERED";
        };
    }
}
