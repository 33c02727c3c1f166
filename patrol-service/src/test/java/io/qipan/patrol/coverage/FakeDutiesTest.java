package io.qipan.patrol.coverage;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeDutiesTest extends DutiesContract {
    private final FakeVisitDuties duties = new FakeVisitDuties();
    private final FakeVisits visits = new FakeVisits();
    private final UnitOfWork unitOfWork = FakeUnitOfWork.over(duties, visits);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    VisitDuties duties() {
        return duties;
    }

    @Override
    Visits visits() {
        return visits;
    }
}
