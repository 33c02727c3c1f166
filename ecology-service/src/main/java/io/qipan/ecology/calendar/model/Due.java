package io.qipan.ecology.calendar.model;

import java.time.Instant;

/**
 * When a period ends.
 *
 * @param at the last instant that is still in time; the end of a day is the first instant of the next
 * @param provisional it needs days whose calendar is not known, and is the earliest that any calendar could make it
 */
public record Due(Instant at, boolean provisional) {}
