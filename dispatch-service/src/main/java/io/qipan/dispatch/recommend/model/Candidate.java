package io.qipan.dispatch.recommend.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A unit that could be sent.
 *
 * @param kind code of it
 * @param speedMps the usual one of its kind; see {@link Media#speedMps}
 * @param duty by the roster
 * @param position with the time it was true; empty if it was never located
 */
public record Candidate(
        String unit,
        String callSign,
        String kind,
        Set<String> capabilities,
        double speedMps,
        int staleAfterSeconds,
        boolean inService,
        boolean committed,
        Duty duty,
        Optional<Fix> position) {

    /** Whether a crew is on duty with it. {@code qipan.patrol.v1.Unit.Duty} tells what each means. */
    public enum Duty {
        NO_SHIFT_TODAY,
        ON_DUTY,
        OFF_DUTY
    }

    public record Fix(Wgs84 point, Instant at) {}

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    public boolean can(Need need) {
        return need.capability().isEmpty() || capabilities.contains(need.capability());
    }

    public boolean isFree() {
        return inService && !committed && duty != Duty.OFF_DUTY;
    }

    /** The same unit, held by no order. */
    public Candidate uncommitted() {
        return new Candidate(
                unit, callSign, kind, capabilities, speedMps, staleAfterSeconds, inService, false, duty, position);
    }

    /** The same unit, in service and held by no order, as if it were in no roster. */
    public Candidate freed() {
        return new Candidate(
                unit,
                callSign,
                kind,
                capabilities,
                speedMps,
                staleAfterSeconds,
                true,
                false,
                Duty.NO_SHIFT_TODAY,
                position);
    }
}
