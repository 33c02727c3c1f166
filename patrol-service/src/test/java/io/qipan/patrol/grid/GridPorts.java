package io.qipan.patrol.grid;

import io.qipan.patrol.Patrol;

/** Opens the adapter to tests of other features. */
public final class GridPorts {

    private GridPorts() {}

    public static Grids postgres() {
        return new PostgresGrids();
    }

    /** Nobody owns anything in a grid in memory. */
    public static KeepOwned keepOwned(Grids grids) {
        return new KeepOwned(grids instanceof FakeGrids ? new FakeRuleOwners() : new PostgresRuleOwners());
    }

    public static GridRpc rpc(Patrol patrol, GridDependents dependents) {
        return rpc(patrol, dependents, (change, at) -> {});
    }

    public static GridRpc rpc(Patrol patrol, GridDependents dependents, DeviceRegister register) {
        Grids grids = patrol.grids();
        return new GridRpc(
                patrol.unitOfWork(),
                patrol.clock(),
                grids,
                new ChooseRevision(grids),
                new ImportGrid(grids, patrol.journal(), keepOwned(grids), dependents, register),
                new LiveGrid(patrol.unitOfWork(), grids));
    }
}
