package io.qipan.ecology.casefile;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeCasesTest extends CasesContract {
    private final FakeCases cases = new FakeCases();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Cases cases() {
        return cases;
    }
}
