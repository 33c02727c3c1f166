package io.qipan.ecology.inspection;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeInspectionStoresTest extends InspectionStoresContract {
    private final FakeInspections inspections = new FakeInspections();
    private final FakeHazards hazards = new FakeHazards(inspections);
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(inspections, hazards);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Inspections inspections() {
        return inspections;
    }

    @Override
    Hazards hazards() {
        return hazards;
    }
}
