package io.qipan.patrol.grid;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeGridsTest extends GridsContract {
    private final FakeGrids grids = new FakeGrids();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(grids);

    @Override
    Grids grids() {
        return grids;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
