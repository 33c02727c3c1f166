package io.qipan.ecology.checklist.model;

import java.time.Instant;
import java.util.Optional;

/** Where an item stands. Whatever is neither done nor waived waits for its end, or goes up. */
public sealed interface ItemState {

    /** When it came there, by our own clock. */
    Instant since();

    /** Who brought it there: the subject of a token, or {@code system:...}. */
    String by();

    record Open(Instant since, String by) implements ItemState {}

    record Overdue(Instant since, String by) implements ItemState {}

    /**
     * Ticked off.
     *
     * @param at when it was done, as told
     * @param proof what shows it
     */
    record Done(Instant at, Instant since, String by, String note, Optional<String> proof) implements ItemState {}

    /** Was not to be done. */
    record Waived(Instant since, String by, String reason) implements ItemState {}

    /** Its name in the contract. */
    default String code() {
        return switch (this) {
            case Open _ -> "OPEN";
            case Overdue _ -> "OVERDUE";
            case Done _ -> "DONE";
            case Waived _ -> "WAIVED";
        };
    }

    default boolean isWaiting() {
        return switch (this) {
            case Open _, Overdue _ -> true;
            case Done _, Waived _ -> false;
        };
    }
}
