package io.qipan.dispatch.call;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeCallsTest extends CallsContract {
    private final FakeCalls calls = new FakeCalls();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(calls);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Calls calls() {
        return calls;
    }
}
