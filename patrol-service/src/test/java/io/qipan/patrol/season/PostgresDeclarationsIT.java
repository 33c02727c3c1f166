package io.qipan.patrol.season;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDeclarationsIT extends DeclarationsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Declarations declarations() {
        return new PostgresDeclarations();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }
}
