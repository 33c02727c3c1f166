package io.qipan.ecology.evidence;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;
import java.util.UUID;

class FakeEvidenceRecordsTest extends EvidenceRecordsContract {
    private final FakeEvidenceRecords records = new FakeEvidenceRecords();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(records);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    EvidenceRecords records() {
        return records;
    }

    @Override
    String caseName() {
        return "cases/" + UUID.randomUUID();
    }
}
