package io.qipan.patrol.unit;

import io.qipan.patrol.station.Stations;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

@Singleton
public class RegisterUnit {
    private final Units units;
    private final Kinds kinds;
    private final Stations stations;
    private final Journal journal;

    public RegisterUnit(Units units, Kinds kinds, Stations stations, Journal journal) {
        this.units = units;
        this.kinds = kinds;
        this.stations = stations;
        this.journal = journal;
    }

    public void register(Unit unit, Instant now) {
        if (!kinds.exists(unit.kind())) {
            throw Refusal.of(
                            Reason.NOT_FOUND,
                            "There is no unit kind '" + unit.kind() + "'. ListUnitKinds tells which there are.")
                    .with("resource", unit.kind())
                    .asException();
        }
        unit.station().filter(station -> !stations.exists(station)).ifPresent(station -> {
            throw Refusal.notFound(station).asException();
        });
        units.add(unit).ifPresent(existing -> {
            throw taken(unit, existing).asException();
        });
        journal.append(unit.name(), "unit.registered", now, "", UnitMessages.message(unit));
    }

    private static Refusal taken(Unit unit, String existing) {
        String message = existing.equals(unit.name())
                ? "There is a " + existing + " already. Choose another id."
                : "The call sign '" + unit.callSign() + "' belongs to " + existing + ". Choose another one.";
        return Refusal.of(Reason.ALREADY_EXISTS, message).with("resource", existing);
    }
}
