package io.qipan.patrol.position;

import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.List;

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
        Batch batch = new Batch(unit, List.of(Fix.reported(position)), List.of());
        return switch (positions.keep(List.of(batch)).getFirst()) {
            case Stored stored -> stored.latest();
            case UnitUnknown _ -> throw Refusal.notFound(unit).asException();
        };
    }
}
