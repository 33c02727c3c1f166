package io.qipan.patrol.roster;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeShiftsTest extends ShiftsContract {
    private final FakeShifts shifts = new FakeShifts();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(shifts);

    @Override
    Shifts shifts() {
        return shifts;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
