package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Takes a unit out of service or brings it back. */
@Singleton
public class ChangeUnitStatus {
    private final Units units;
    private final FleetChange fleetChange;
    private final Journal journal;

    public ChangeUnitStatus(Units units, FleetChange fleetChange, Journal journal) {
        this.units = units;
        this.fleetChange = fleetChange;
        this.journal = journal;
    }

    /** @param reason why, for the journal; a unit that is out of service keeps it with its status as well */
    public Unit change(String name, String etag, UnitStatus wanted, String reason, Instant now) {
        Unit unit = units.lock(List.of(name)).get(name);
        if (unit == null) {
            throw Refusal.notFound(name).asException();
        }
        Unit changed = unit.change(etag, wanted).orRefuse();
        units.save(changed);
        fleetChange.changed(now);
        journal.append(name, "unit." + wanted.code(), now, reason, UnitMessages.message(changed));
        return changed;
    }
}
