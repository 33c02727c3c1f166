package io.qipan.ecology.agency;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresAgenciesIT extends AgenciesContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Agencies agencies() {
        return new PostgresAgencies();
    }
}
