package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.Surveys;
import io.qipan.patrol.coverage.TrackWitness;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.work.UnitOfWork;

/** Opens the adapters to tests of other features. */
public final class SuspicionPorts {

    private SuspicionPorts() {}

    public static TrackWitness witness(Surveys surveys) {
        return new WitnessTrack(new PostgresTrackSigns(), surveys, RosterBoard.shifts());
    }

    public static SuspicionRpc rpc(UnitOfWork unitOfWork, Units units) {
        TrackSigns signs = new PostgresTrackSigns();
        return new SuspicionRpc(unitOfWork, units, signs, new JudgeTrack(signs));
    }
}
