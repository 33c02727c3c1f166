package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Claim;
import io.qipan.patrol.commitment.model.Claim.Outcome;
import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.refusal.Decision;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes units for orders. One claim that is refused does not keep the others from being granted. */
@Singleton
public class CommitUnits {
    private final Units units;
    private final Commitments commitments;
    private final CommitmentJournal journal;

    public CommitUnits(Units units, Commitments commitments, CommitmentJournal journal) {
        this.units = units;
        this.commitments = commitments;
        this.journal = journal;
    }

    /** One answer per claim, in the order of the claims; of two for the same unit the first one counts. */
    public List<Decision<Held>> commit(List<Claim> claims) {
        Standing standing = hold(claims);
        List<Decision<Held>> decisions = new ArrayList<>();
        for (Claim claim : claims) {
            decisions.add(standing.decide(claim).then(outcome -> {
                settle(outcome, standing);
                return Decision.grant(outcome.held());
            }));
        }
        return decisions;
    }

    private Standing hold(List<Claim> claims) {
        Set<String> orders = claims.stream().map(Claim::order).collect(Collectors.toSet());
        commitments.hold(orders);
        Map<String, Unit> locked = units.lock(claims.stream().map(Claim::unit).collect(Collectors.toSet()));
        Set<String> concerned = new HashSet<>(orders);
        locked.values().forEach(unit -> unit.committedOrder().ifPresent(concerned::add));
        return new Standing(new HashMap<>(locked), new HashMap<>(commitments.find(concerned)));
    }

    private void settle(Outcome outcome, Standing standing) {
        switch (outcome) {
            case Outcome.Repeated _ -> {}
            case Outcome.Taken(Held held) -> take(held, "unit.committed", standing);
            case Outcome.Diverted(Commitment.Released from, Held held) -> {
                commitments.end(from);
                standing.known().put(from.order(), from);
                journal.released(from);
                take(held, "unit.diverted", standing);
            }
        }
    }

    private void take(Held held, String action, Standing standing) {
        Unit unit = standing.unit(held.unit()).takenBy(held.order());
        commitments.add(held);
        units.save(unit);
        standing.known().put(held.order(), held);
        standing.units().put(unit.name(), unit);
        journal.committed(held);
        journal.unit(unit, action, held.committedAt());
    }

    /** How things stand with the units and orders of one request, while its claims are settled one after the other. */
    private record Standing(Map<String, Unit> units, Map<String, Commitment> known) {

        Decision<Outcome> decide(Claim claim) {
            Optional<Unit> unit = Optional.ofNullable(units.get(claim.unit()));
            Optional<Held> holder = unit.flatMap(Unit::committedOrder)
                    .map(known::get)
                    .filter(Held.class::isInstance)
                    .map(Held.class::cast);
            return claim.decide(unit, Optional.ofNullable(known.get(claim.order())), holder);
        }

        Unit unit(String name) {
            Unit unit = units.get(name);
            if (unit == null) {
                throw new IllegalStateException(name + " was granted and is not there");
            }
            return unit;
        }
    }
}
