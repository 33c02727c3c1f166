package io.qipan.patrol.unit;

import io.qipan.patrol.Patrol;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.TestClock;

class FakeUnitsTest extends UnitsContract {
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), new FakeJournal());

    @Override
    Patrol patrol() {
        return patrol;
    }
}
