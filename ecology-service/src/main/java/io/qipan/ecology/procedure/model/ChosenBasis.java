package io.qipan.ecology.procedure.model;

import java.time.Instant;

/** Which of the laws that overlap is applied. */
public record ChosenBasis(String rule, String by, String reason, Instant at) {}
