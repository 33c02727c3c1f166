package io.qipan.ecology.clue.model;

import java.time.Instant;

/** A decision on a clue. */
public record Triage(Disposition disposition, String reason, Instant at, String by) {}
