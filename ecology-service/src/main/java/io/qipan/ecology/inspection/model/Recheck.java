package io.qipan.ecology.inspection.model;

import java.time.Instant;

/**
 * A look at whether a hazard is gone.
 *
 * @param at when somebody looked
 */
public record Recheck(Instant at, Instant recordedAt, String by, boolean gone, String note) {}
