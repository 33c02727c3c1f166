package io.qipan.patrol.position;

/** Opens the adapters to tests of other features. */
public final class PositionPorts {

    private PositionPorts() {}

    public static Positions postgres() {
        return new PostgresPositions();
    }

    public static PositionDays days() {
        return new PostgresPositionDays();
    }

    /** Where positions are in memory, none of them goes. */
    public static PositionDays noDays() {
        return new FakePositionDays();
    }

    public static TrackChanges trackChanges() {
        return new PostgresTrackChanges();
    }
}
