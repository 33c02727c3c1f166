package io.qipan.patrol.coverage;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDutiesIT extends DutiesContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    VisitDuties duties() {
        return new PostgresVisitDuties();
    }

    @Override
    Visits visits() {
        return new PostgresVisits();
    }
}
