package io.qipan.dispatch.incident;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeIncidentsTest extends IncidentsContract {
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(incidents);

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    Incidents incidents() {
        return incidents;
    }
}
