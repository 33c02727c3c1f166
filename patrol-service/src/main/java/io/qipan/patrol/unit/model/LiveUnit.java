package io.qipan.patrol.unit.model;

import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;

/** A unit with what its kind says of it. */
public record LiveUnit(Unit unit, Kind kind) {

    /** Whether a unit can be sent. */
    public enum Availability {
        FREE,
        COMMITTED,
        UNAVAILABLE
    }

    public Availability availability() {
        if (unit.committedOrder().isPresent()) {
            return Availability.COMMITTED;
        }
        return switch (unit.status()) {
            case InService _ -> Availability.FREE;
            case OutOfService _ -> Availability.UNAVAILABLE;
        };
    }
}
