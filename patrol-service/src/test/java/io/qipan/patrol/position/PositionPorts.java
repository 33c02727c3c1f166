package io.qipan.patrol.position;

/** Opens the adapters to tests of other features. */
public final class PositionPorts {

    private PositionPorts() {}

    public static Positions postgres() {
        return new PostgresPositions();
    }

    public static TrackChanges trackChanges() {
        return new PostgresTrackChanges();
    }
}
