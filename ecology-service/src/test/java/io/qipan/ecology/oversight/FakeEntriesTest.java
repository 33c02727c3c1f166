package io.qipan.ecology.oversight;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeEntriesTest extends EntriesContract {
    private final FakeEntries entries = new FakeEntries();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(entries);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Entries entries() {
        return entries;
    }
}
