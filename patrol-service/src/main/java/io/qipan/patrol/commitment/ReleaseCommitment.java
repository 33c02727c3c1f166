package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.patrol.commitment.model.Release;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Unit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Frees the unit of an order, now and for good. */
@Singleton
public class ReleaseCommitment {
    private final Units units;
    private final Commitments commitments;
    private final CommitmentJournal journal;

    public ReleaseCommitment(Units units, Commitments commitments, CommitmentJournal journal) {
        this.units = units;
        this.commitments = commitments;
        this.journal = journal;
    }

    /** The commitment as it is afterwards; as it was, if it was released before. */
    public Commitment release(Release release) {
        commitments.hold(List.of(release.order()));
        Optional<Commitment> known = find(release.order());
        if (known.isEmpty()) {
            return ruleOut(release);
        }
        return switch (known.get()) {
            case Held held -> free(held, release);
            case Released released -> released;
            case NeverHeld neverHeld -> neverHeld;
        };
    }

    private Commitment ruleOut(Release release) {
        NeverHeld neverHeld = release.beforehand();
        commitments.add(neverHeld);
        journal.released(neverHeld);
        return neverHeld;
    }

    private Commitment free(Held held, Release release) {
        Unit unit = units.lock(List.of(held.unit())).get(held.unit());
        if (unit == null) {
            throw new IllegalStateException(held.unit() + " is held by " + held.order() + " and is not there");
        }
        if (!unit.committedOrder().equals(Optional.of(held.order()))) {
            // It was diverted while we waited for the unit.
            return find(held.order()).orElse(held);
        }
        Released released = held.release(release.reason(), release.at());
        Unit freed = unit.freed();
        commitments.end(released);
        units.save(freed);
        journal.released(released);
        journal.unit(freed, "unit.released", release.at());
        return released;
    }

    private Optional<Commitment> find(String order) {
        return Optional.ofNullable(commitments.find(List.of(order)).get(order));
    }
}
