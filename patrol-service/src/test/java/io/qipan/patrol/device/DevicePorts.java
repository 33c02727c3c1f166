package io.qipan.patrol.device;

/** Opens the adapter to tests of other features. */
public final class DevicePorts {

    private DevicePorts() {}

    public static Devices postgres() {
        return new PostgresDevices();
    }
}
