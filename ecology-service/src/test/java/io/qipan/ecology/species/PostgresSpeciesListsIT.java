package io.qipan.ecology.species;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSpeciesListsIT extends SpeciesListsContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final PostgresSpeciesLists lists = new PostgresSpeciesLists();

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    SpeciesLists lists() {
        return lists;
    }
}
