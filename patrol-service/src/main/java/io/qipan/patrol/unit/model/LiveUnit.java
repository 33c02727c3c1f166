package io.qipan.patrol.unit.model;

import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;

/** A unit with what its kind and the roster say of it. */
public record LiveUnit(Unit unit, Kind kind, Duty duty) {

    /** Whether a unit can be sent. */
    public enum Availability {
        FREE,
        COMMITTED,
        UNAVAILABLE,
        OFF_DUTY
    }

    public Availability availability() {
        if (unit.committedOrder().isPresent()) {
            return Availability.COMMITTED;
        }
        return switch (unit.status()) {
            case InService _ -> duty == Duty.OFF_DUTY ? Availability.OFF_DUTY : Availability.FREE;
            case OutOfService _ -> Availability.UNAVAILABLE;
        };
    }
}
