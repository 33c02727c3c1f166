package io.qipan.dispatch.command.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is still owed of an order.
 *
 * @param nextAt the earliest time at which one who has time is reminded or escalated; empty if nobody waits
 * @param escalated how many are with the owner
 */
public record Outstanding(Optional<Instant> nextAt, int escalated) {}
