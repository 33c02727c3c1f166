package io.qipan.patrol.station;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeStationsTest extends StationsContract {
    private final FakeStations stations = new FakeStations();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(stations);

    @Override
    Stations stations() {
        return stations;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
