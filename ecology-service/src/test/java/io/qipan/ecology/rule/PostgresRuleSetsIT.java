package io.qipan.ecology.rule;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRuleSetsIT extends RuleSetsContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final PostgresRuleSets sets = new PostgresRuleSets();

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    RuleSets sets() {
        return sets;
    }
}
