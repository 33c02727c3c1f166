package io.qipan.patrol.roster.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one crew leaves to the next.
 *
 * @param to the incoming shift
 * @param givenBy who of the outgoing crew hands over
 */
public record Handover(UUID to, String notes, List<String> openMatters, String givenBy, Instant offeredAt) {
    public Handover {
        openMatters = List.copyOf(openMatters);
    }
}
