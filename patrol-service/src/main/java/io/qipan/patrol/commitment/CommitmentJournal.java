package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.patrol.unit.UnitMessages;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What commitments tell the journal: each change of one is a change of its unit as well. */
@Singleton
public class CommitmentJournal {
    private final Journal journal;

    public CommitmentJournal(Journal journal) {
        this.journal = journal;
    }

    void committed(Held held) {
        append(held, "commitment.held", held.committedAt(), "");
    }

    void released(Released released) {
        append(
                released,
                "commitment.released",
                released.releasedAt(),
                released.reason().code());
    }

    void released(NeverHeld neverHeld) {
        append(
                neverHeld,
                "commitment.ruled_out",
                neverHeld.releasedAt(),
                neverHeld.reason().code());
    }

    private void append(Commitment commitment, String action, Instant at, String reason) {
        journal.append(commitment.name(), action, at, reason, CommitmentMessages.message(commitment));
    }

    void unit(Unit unit, String action, Instant at) {
        journal.append(unit.name(), action, at, "", UnitMessages.message(unit));
    }
}
