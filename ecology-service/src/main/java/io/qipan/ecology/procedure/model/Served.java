package io.qipan.ecology.procedure.model;

import java.time.Instant;

/**
 * How a penalty decision came to whom it concerns.
 *
 * @param at when it was handed over or counts as served
 * @param manner to whom and in which way
 * @param by who recorded it
 */
public record Served(Instant at, String manner, String by) {}
