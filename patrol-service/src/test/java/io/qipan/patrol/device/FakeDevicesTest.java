package io.qipan.patrol.device;

import io.qipan.patrol.unit.FakeKinds;
import io.qipan.patrol.unit.FakeUnits;
import io.qipan.patrol.unit.Units;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeDevicesTest extends DevicesContract {
    private final FakeDevices devices = new FakeDevices();
    private final FakeUnits units = new FakeUnits(new FakeKinds());
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(devices, units);

    @Override
    Devices devices() {
        return devices;
    }

    @Override
    Units units() {
        return units;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
