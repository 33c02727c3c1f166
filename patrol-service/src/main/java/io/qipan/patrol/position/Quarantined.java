package io.qipan.patrol.position;

import io.qipan.patrol.position.model.QuarantineReason;
import io.qipan.proto.patrol.v1.Fix;
import java.time.Instant;

/**
 * A fix that breaks a rule.
 *
 * @param number of the row, newer is higher; 0 before it is kept
 * @param sent as it came, fields that nobody knows included
 */
public record Quarantined(
        long number, String unit, String device, Fix sent, QuarantineReason reason, Instant receivedAt) {}
