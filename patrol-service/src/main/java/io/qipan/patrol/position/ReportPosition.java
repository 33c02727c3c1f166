package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/**
 * Not in the journal: the table of positions is its own history, and a unit moves far more often than it changes. The last
 * known position is part of every state of the unit that the journal tells.
 */
@Singleton
public class ReportPosition {
    private final Positions positions;

    public ReportPosition(Positions positions) {
        this.positions = positions;
    }

    /** Whether it is the last known position of the unit now. */
    public boolean report(String unit, Position position) {
        return switch (positions.keep(unit, position)) {
            case AS_LATEST -> true;
            case AS_HISTORY -> false;
            case UNIT_UNKNOWN -> throw Refusal.notFound(unit).asException();
        };
    }
}
