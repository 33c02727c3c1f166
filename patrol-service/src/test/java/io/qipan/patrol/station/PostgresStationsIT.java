package io.qipan.patrol.station;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStationsIT extends StationsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Stations stations() {
        return new PostgresStations();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }
}
