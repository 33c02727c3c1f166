package io.qipan.ecology.evidence;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresEvidenceRecordsIT extends EvidenceRecordsContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final PostgresEvidenceRecords records = new PostgresEvidenceRecords();

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    EvidenceRecords records() {
        return records;
    }

    @Override
    String caseName() {
        UUID id = UUID.randomUUID();
        DATABASE.execute("""
                insert into case_file (id, number, version, state, activity, act_at, uncertainty_m, summary, law, owner,
                    next_deadline_at, opened_at, drill)
                values ('%s', '%s', 1, 'OPEN', 'sand_mining', now(), 0, '', '', 'wang', now(), now(), false)""".formatted(id, id));
        return "cases/" + id;
    }
}
