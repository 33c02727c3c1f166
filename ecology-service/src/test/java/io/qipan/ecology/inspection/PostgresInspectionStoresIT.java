package io.qipan.ecology.inspection;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresInspectionStoresIT extends InspectionStoresContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    @BeforeEach
    void whatInspectionsName() {
        DATABASE.execute("insert into inspection_template values ('" + TEMPLATE + "', 1, '[]')");
        DATABASE.execute("insert into subject (name, kind, resource, agency, revision, state) values ('" + SUBJECT
                + "', 'OUTFALL', 'RIVER', 'agencies/wuhai', 1, '[{}]')");
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Inspections inspections() {
        return new PostgresInspections();
    }

    @Override
    Hazards hazards() {
        return new PostgresHazards();
    }
}
