package io.qipan.patrol.unit;

/** Opens the adapters to tests of other features. */
public final class UnitPorts {

    private UnitPorts() {}

    public static Units postgres() {
        return new PostgresUnits();
    }

    public static Kinds postgresKinds() {
        return new PostgresKinds();
    }
}
