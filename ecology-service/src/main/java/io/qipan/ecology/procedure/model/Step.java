package io.qipan.ecology.procedure.model;

import java.time.Instant;

/**
 * A step that was taken.
 *
 * @param detail what it carried, in words; empty if nothing
 * @param toldAt when it was reported, by our own clock
 */
public record Step(MoveKind kind, Instant at, String by, String reason, String detail, Instant toldAt) {

    /** Whether the police took up the case by it. */
    public boolean isFiling() {
        return (kind == MoveKind.DECIDE_FILING || kind == MoveKind.DECIDE_RECONSIDERATION)
                && detail.equals(MoveText.FILED);
    }
}
