package io.qipan.patrol.unit.model;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A force that can be sent as one.
 *
 * @param name {@code units/{id}}
 * @param version grows with every change of the unit, not with its position
 * @param kind code of its kind
 * @param extraCapabilities beyond those of its kind
 * @param position the last known
 * @param committedOrder the order that holds it
 */
public record Unit(
        String name,
        long version,
        String callSign,
        String kind,
        List<String> extraCapabilities,
        Optional<String> station,
        UnitStatus status,
        Optional<Position> position,
        Optional<String> committedOrder) {

    public Unit {
        extraCapabilities = List.copyOf(extraCapabilities);
    }

    /** As a unit begins: in service, free, never located. */
    public static Unit registered(
            String name, String callSign, String kind, List<String> extraCapabilities, Optional<String> station) {
        return new Unit(
                name,
                1,
                callSign,
                kind,
                extraCapabilities,
                station,
                new InService(),
                Optional.empty(),
                Optional.empty());
    }

    public String etag() {
        return Long.toString(version);
    }

    /** The unit in another status, decided by somebody who saw it with this etag. A commitment stays. */
    public Decision<Unit> change(String etag, UnitStatus wanted) {
        if (!etag.equals(etag())) {
            return Decision.refuse(Refusal.staleEtag(name, etag, etag()));
        }
        if (wanted.code().equals(status.code())) {
            return Decision.refuse(Refusal.illegalTransition(name, status.code(), "change to " + wanted.code()));
        }
        return Decision.grant(next(wanted, committedOrder));
    }

    /** The unit corrected by somebody who saw it with this etag. A commitment stays, and the kind. */
    public Decision<Unit> correct(String etag, String right, List<String> able, Optional<String> home) {
        if (!etag.equals(etag())) {
            return Decision.refuse(Refusal.staleEtag(name, etag, etag()));
        }
        return Decision.grant(new Unit(name, version + 1, right, kind, able, home, status, position, committedOrder));
    }

    public Unit takenBy(String order) {
        return next(status, Optional.of(order));
    }

    public Unit freed() {
        return next(status, Optional.empty());
    }

    /** The unit somewhere else, which is no change of the unit. */
    public Unit at(Position elsewhere) {
        return new Unit(
                name,
                version,
                callSign,
                kind,
                extraCapabilities,
                station,
                status,
                Optional.of(elsewhere),
                committedOrder);
    }

    private Unit next(UnitStatus nextStatus, Optional<String> nextOrder) {
        return new Unit(name, version + 1, callSign, kind, extraCapabilities, station, nextStatus, position, nextOrder);
    }
}
