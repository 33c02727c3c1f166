package io.qipan.patrol.device;

import io.qipan.patrol.unit.UnitPorts;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDevicesIT extends DevicesContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Devices devices() {
        return new PostgresDevices();
    }

    @Override
    Units units() {
        return UnitPorts.postgres();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }
}
