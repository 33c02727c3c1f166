package io.qipan.patrol.position;

import io.qipan.patrol.Patrol;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.TestClock;

class FakePositionsTest extends PositionsContract {
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), new FakeJournal());

    @Override
    Patrol patrol() {
        return patrol;
    }
}
