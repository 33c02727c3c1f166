package io.qipan.patrol.commitment;

import io.qipan.patrol.Patrol;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCommitmentsIT extends CommitmentsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Patrol patrol() {
        return Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.standing());
    }
}
