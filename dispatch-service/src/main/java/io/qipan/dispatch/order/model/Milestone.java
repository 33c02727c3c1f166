package io.qipan.dispatch.order.model;

import java.time.Instant;

/**
 * What was recorded about an order and when it happened. Kept as reported, whatever it says.
 *
 * @param occurredAt by the clock of the one who reported it
 * @param outOfOrder lies before a milestone that was recorded earlier
 * @param late reported when the order was already over
 */
public record Milestone(
        String kind,
        Instant occurredAt,
        Instant recordedAt,
        boolean outOfOrder,
        boolean late,
        String reportedBy,
        boolean byVoice) {}
