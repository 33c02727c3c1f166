package io.qipan.ecology.chief;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeChiefStoresTest extends ChiefStoresContract {
    private final FakeJurisdictions jurisdictions = new FakeJurisdictions();
    private final FakeAppointments appointments = new FakeAppointments();
    private final FakePatrolDuties duties = new FakePatrolDuties();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(jurisdictions, appointments, duties);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Jurisdictions jurisdictions() {
        return jurisdictions;
    }

    @Override
    Appointments appointments() {
        return appointments;
    }

    @Override
    PatrolDuties duties() {
        return duties;
    }
}
