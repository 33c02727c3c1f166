package io.qipan.patrol.station;

/** Opens the adapter to tests of other features. */
public final class StationPorts {

    private StationPorts() {}

    public static Stations postgres() {
        return new PostgresStations();
    }
}
