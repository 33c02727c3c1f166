package io.qipan.patrol.rescue.model;

import java.time.Instant;

/**
 * One revision of a record.
 *
 * @param number from 1, without gaps
 * @param reason why it was corrected; empty in the first
 */
public record RescueRevision(long number, RescueFacts facts, String reason, String by, Instant at) {}
