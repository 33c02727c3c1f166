package io.qipan.patrol.grid;

/** Opens the adapter to tests of other features. */
public final class GridPorts {

    private GridPorts() {}

    public static Grids postgres() {
        return new PostgresGrids();
    }
}
