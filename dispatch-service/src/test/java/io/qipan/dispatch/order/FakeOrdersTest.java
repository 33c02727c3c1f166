package io.qipan.dispatch.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeOrdersTest extends OrdersContract {
    private final FakeOrders orders = new FakeOrders();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(orders);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Orders orders() {
        return orders;
    }

    @Override
    IncidentId incident() {
        return new IncidentId(UuidCreator.getTimeOrderedEpoch());
    }
}
