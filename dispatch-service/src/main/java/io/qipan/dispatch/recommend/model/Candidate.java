package io.qipan.dispatch.recommend.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A unit that could be sent.
 *
 * @param position with the time it was true; empty if it was never located
 */
public record Candidate(
        String unit,
        String callSign,
        Set<String> capabilities,
        double speedMps,
        int staleAfterSeconds,
        boolean inService,
        boolean committed,
        Optional<Fix> position) {

    public record Fix(Wgs84 point, Instant at) {}

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    public boolean can(Need need) {
        return need.capability().isEmpty() || capabilities.contains(need.capability());
    }

    public boolean isFree() {
        return inService && !committed;
    }

    /** The same unit, held by no order. */
    public Candidate uncommitted() {
        return new Candidate(unit, callSign, capabilities, speedMps, staleAfterSeconds, inService, false, position);
    }

    /** The same unit, in service and held by no order. */
    public Candidate freed() {
        return new Candidate(unit, callSign, capabilities, speedMps, staleAfterSeconds, true, false, position);
    }
}
