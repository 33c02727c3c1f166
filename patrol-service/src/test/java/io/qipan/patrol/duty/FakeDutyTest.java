package io.qipan.patrol.duty;

import io.qipan.patrol.roster.model.Shift;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeDutyTest extends DutyContract {
    private final FakeDutyOrders orders = new FakeDutyOrders();
    private final FakeDutyNotices notices = new FakeDutyNotices();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(orders, notices);

    @Override
    DutyOrders orders() {
        return orders;
    }

    @Override
    DutyNotices notices() {
        return notices;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    void add(Shift shift) {
        // Notices in memory do not ask whether their shift exists.
    }
}
