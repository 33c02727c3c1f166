package io.qipan.runtime.deadline;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.DeadlinesContract;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.StandingDeadlines;
import io.qipan.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDeadlinesIT extends DeadlinesContract {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    @Override
    protected UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    protected Deadlines deadlines() {
        return new PostgresDeadlines(InstantSource.system());
    }

    @Override
    protected List<Standing> standing() {
        return StandingDeadlines.in(DATABASE.unitOfWork());
    }
}
