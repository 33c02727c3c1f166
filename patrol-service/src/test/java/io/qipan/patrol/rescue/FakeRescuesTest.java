package io.qipan.patrol.rescue;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeRescuesTest extends RescuesContract {
    private final FakeRescues rescues = new FakeRescues();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(rescues);

    @Override
    Rescues rescues() {
        return rescues;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
