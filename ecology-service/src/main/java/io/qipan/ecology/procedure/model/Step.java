package io.qipan.ecology.procedure.model;

import java.time.Instant;

/**
 * A step that was taken.
 *
 * @param detail what it carried, in words; empty if nothing
 */
public record Step(MoveKind kind, Instant at, String by, String reason, String detail) {}
