package io.qipan.patrol.unit;

import io.qipan.patrol.station.Stations;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitLoss;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Corrects what a unit is called, what it can do and where it belongs. */
@Singleton
public class UpdateUnit {
    private final Units units;
    private final Kinds kinds;
    private final Stations stations;
    private final WaterClaims waterClaims;
    private final FleetChange fleetChange;
    private final Journal journal;

    public UpdateUnit(
            Units units,
            Kinds kinds,
            Stations stations,
            WaterClaims waterClaims,
            FleetChange fleetChange,
            Journal journal) {
        this.units = units;
        this.kinds = kinds;
        this.stations = stations;
        this.waterClaims = waterClaims;
        this.fleetChange = fleetChange;
        this.journal = journal;
    }

    /**
     * What is to be right of a unit.
     *
     * @param etag with which it was seen
     * @param reason why, for the journal
     */
    public record Correction(
            String name,
            String etag,
            String callSign,
            List<String> extraCapabilities,
            Optional<String> station,
            String reason) {
        public Correction {
            extraCapabilities = List.copyOf(extraCapabilities);
        }
    }

    public Unit update(Correction correction, Instant now) {
        Unit unit = units.lock(List.of(correction.name())).get(correction.name());
        if (unit == null) {
            throw Refusal.notFound(correction.name()).asException();
        }
        correction.station().filter(station -> !stations.exists(station)).ifPresent(station -> {
            throw Refusal.notFound(station).asException();
        });
        Unit corrected = unit.correct(
                        correction.etag(), correction.callSign(), correction.extraCapabilities(), correction.station())
                .orRefuse();
        checkLoss(unit, corrected);
        units.correct(corrected).ifPresent(other -> {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            "The call sign '" + corrected.callSign() + "' belongs to " + other
                                    + ". Choose another one.")
                    .with("resource", other)
                    .asException();
        });
        fleetChange.changed(now);
        journal.append(unit.name(), "unit.corrected", now, correction.reason(), UnitMessages.message(corrected));
        return corrected;
    }

    /** Of a locked unit: who revises its kind, commits it or plans a shift on the water for it holds it first. */
    private void checkLoss(Unit unit, Unit corrected) {
        Kind kind = kinds.all().stream()
                .filter(one -> one.code().equals(unit.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(unit.name() + " is of a kind that there is not"));
        UnitLoss loss = new UnitLoss(unit, corrected, kind);
        if (!loss.isNothing()) {
            Unit ignored = loss.check(waterClaims.isClaiming(unit.name())).orRefuse();
        }
    }
}
