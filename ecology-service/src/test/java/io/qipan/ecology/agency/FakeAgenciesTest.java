package io.qipan.ecology.agency;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeAgenciesTest extends AgenciesContract {
    private final FakeAgencies agencies = new FakeAgencies();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(agencies);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Agencies agencies() {
        return agencies;
    }
}
