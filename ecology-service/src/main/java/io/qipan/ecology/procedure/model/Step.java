package io.qipan.ecology.procedure.model;

import java.time.Instant;

/**
 * A step that was taken.
 *
 * @param detail what it carried, in words; empty if nothing
 * @param toldAt when it was reported, by our own clock
 * @param action the name of its kind, also of one that this version does not know
 */
public record Step(MoveKind kind, Instant at, String by, String reason, String detail, Instant toldAt, String action) {

    /** Of a kind that this version knows. */
    public Step(MoveKind kind, Instant at, String by, String reason, String detail, Instant toldAt) {
        this(kind, at, by, reason, detail, toldAt, kind.name());
    }

    /** Whether the police took up the case by it. */
    public boolean isFiling() {
        return (kind == MoveKind.DECIDE_FILING || kind == MoveKind.DECIDE_RECONSIDERATION)
                && detail.equals(MoveText.FILED);
    }
}
