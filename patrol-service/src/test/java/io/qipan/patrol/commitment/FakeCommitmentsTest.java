package io.qipan.patrol.commitment;

import io.qipan.patrol.Patrol;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.TestClock;

class FakeCommitmentsTest extends CommitmentsContract {
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), new FakeJournal());

    @Override
    Patrol patrol() {
        return patrol;
    }
}
