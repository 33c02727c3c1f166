package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.KindLoss;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Adds a kind of unit, or revises one. */
@Singleton
public class PutUnitKind {
    private final Kinds kinds;
    private final Units units;
    private final WaterClaims waterClaims;
    private final FleetChange fleetChange;
    private final Journal journal;

    public PutUnitKind(Kinds kinds, Units units, WaterClaims waterClaims, FleetChange fleetChange, Journal journal) {
        this.kinds = kinds;
        this.units = units;
        this.waterClaims = waterClaims;
        this.fleetChange = fleetChange;
        this.journal = journal;
    }

    /**
     * @param etag with which the kind was seen; empty if there is none yet
     * @param wanted what it is to be, of whatever version
     * @param reason why, for the journal
     */
    public Kind put(Optional<String> etag, Kind wanted, String reason, Instant now) {
        wanted.problem().ifPresent(problem -> {
            throw Refusal.of(Reason.INVALID_FIELD, "The kind cannot be used: " + problem.description() + ".")
                    .withViolations(List.of(problem))
                    .asException();
        });
        return etag.isPresent() ? revise(etag.get(), wanted, reason, now) : add(wanted, reason, now);
    }

    private Kind add(Kind kind, String reason, Instant now) {
        if (!kinds.add(kind)) {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            "There is a " + kind.name()
                                    + " already. Name its etag to revise it, or choose another code.")
                    .with("resource", kind.name())
                    .asException();
        }
        return told(kind, "unit_kind.added", reason, now);
    }

    private Kind revise(String etag, Kind wanted, String reason, Instant now) {
        Kind before = kinds.lock(wanted.code())
                .orElseThrow(() -> Refusal.notFound(wanted.name()).asException());
        Kind next = before.revise(etag, wanted).orRefuse();
        KindLoss loss = new KindLoss(before, next);
        if (!loss.isNothing()) {
            // Held, so that none of them is committed while this counts on it being free.
            loss.check(units.lockOfKind(next.code()), waterClaims.claiming(next.code()))
                    .orRefuse();
        }
        kinds.save(next);
        fleetChange.changed(now);
        return told(next, "unit_kind.revised", reason, now);
    }

    private Kind told(Kind kind, String action, String reason, Instant now) {
        journal.append(kind.name(), action, now, reason, UnitMessages.message(kind));
        return kind;
    }
}
