package io.qipan.ecology.species;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeSpeciesListsTest extends SpeciesListsContract {
    private final FakeSpeciesLists lists = new FakeSpeciesLists();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over();

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    SpeciesLists lists() {
        return lists;
    }
}
