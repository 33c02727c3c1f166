package io.qipan.ecology.agency.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Geometry;

/**
 * What the operating authority shares with other parties.
 *
 * @param parties their names, in the order of their codes
 * @param area in WGS-84, x is the longitude; must not be changed
 * @param until the first moment that it does not hold any more; empty while no end is known
 * @param basis the signed document
 */
public record Agreement(
        UUID id,
        long version,
        List<String> parties,
        List<ResourceKind> kinds,
        Geometry area,
        Instant from,
        Optional<Instant> until,
        String basis,
        Instant signedAt) {

    public Agreement {
        parties = parties.stream().sorted().toList();
        kinds = List.copyOf(kinds);
    }

    public String name() {
        return "agreements/" + id;
    }

    public boolean holdsAt(Instant time) {
        return !from.isAfter(time) && until.filter(end -> !end.isAfter(time)).isEmpty();
    }

    public Decision<Agreement> ended(Instant at) {
        if (!holdsAt(at) || !at.isAfter(from)) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(),
                    "HOLDS_FROM_" + from + until.map(end -> "_UNTIL_" + end).orElse(""),
                    "end at " + at));
        }
        return Decision.grant(
                new Agreement(id, version + 1, parties, kinds, area, from, Optional.of(at), basis, signedAt));
    }
}
