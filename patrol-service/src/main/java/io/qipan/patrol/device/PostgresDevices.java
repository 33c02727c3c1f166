package io.qipan.patrol.device;

import io.qipan.patrol.device.model.Device;
import io.qipan.patrol.device.model.Device.State;
import io.qipan.patrol.device.model.KeyHash;
import io.qipan.patrol.device.model.Registration;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
class PostgresDevices implements Devices {

    @Override
    public boolean add(Device device) {
        boolean added = Tx.current().query("""
                                insert into device (name, version, unit_name, state, key_sha256, registered_at)
                                values ($1, $2, $3, $4, $5, $6) on conflict (name) do nothing returning name""", values(device)).size() == 1;
        if (added) {
            note(device);
        }
        return added;
    }

    /** With whom it is from now on, unless that is known. */
    private static void note(Device device) {
        Tx.current()
                .write(
                        "insert into device_registration (device, registered_at, unit_name) values ($1, $2, $3)"
                                + " on conflict do nothing",
                        device.name(),
                        device.registeredAt(),
                        device.unit());
    }

    @Override
    public Optional<Device> withKey(KeyHash key) {
        return first(Tx.current().query("select * from device where key_sha256 = $1", key.bytes()));
    }

    @Override
    public List<Registration> registrations(String name) {
        List<Registration> found = new ArrayList<>();
        Tx.current()
                .query("select * from device_registration where device = $1 order by registered_at", name)
                .forEach(row -> found.add(new Registration(
                        row.getString("unit_name"),
                        row.getOffsetDateTime("registered_at").toInstant())));
        return found;
    }

    @Override
    public Optional<Device> find(String name) {
        return first(Tx.current().query("select * from device where name = $1", name));
    }

    @Override
    public Optional<Device> lock(String name) {
        return first(Tx.current().query("select * from device where name = $1 for update", name));
    }

    @Override
    public void save(Device device) {
        Tx.current()
                .write(
                        "update device set version = $2, unit_name = $3, state = $4, key_sha256 = $5, registered_at = $6"
                                + " where name = $1",
                        values(device));
        note(device);
    }

    private static Object[] values(Device device) {
        return new Object[] {
            device.name(),
            device.version(),
            device.unit(),
            device.state().name(),
            device.key().bytes(),
            device.registeredAt()
        };
    }

    @Override
    public List<Device> list(Page page, Optional<String> unit) {
        List<Device> devices = new ArrayList<>();
        Tx.current()
                .query(
                        "select * from device where name > $1 and ($2::text is null or unit_name = $2)"
                                + " order by name limit $3",
                        page.after().orElse(""),
                        unit.orElse(null),
                        page.size() + 1)
                .forEach(row -> devices.add(device(row)));
        return devices;
    }

    private static Optional<Device> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(device(row));
        }
        return Optional.empty();
    }

    private static Device device(Row row) {
        return new Device(
                row.getString("name"),
                row.getLong("version"),
                row.getString("unit_name"),
                State.valueOf(row.getString("state")),
                KeyHash.of256(row.getBuffer("key_sha256").getBytes()),
                row.getOffsetDateTime("registered_at").toInstant());
    }
}
