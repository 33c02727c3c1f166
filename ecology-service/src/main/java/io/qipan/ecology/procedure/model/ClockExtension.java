package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.Length;
import java.time.Instant;

/**
 * A clock was given more time.
 *
 * @param further what was added
 * @param until the new end
 */
public record ClockExtension(Length further, String basis, String reason, String by, Instant at, Instant until) {}
