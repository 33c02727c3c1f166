package io.qipan.patrol.rescue;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRescuesIT extends RescuesContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Rescues rescues() {
        return new PostgresRescues();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }
}
