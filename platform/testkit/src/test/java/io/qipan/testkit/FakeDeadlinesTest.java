package io.qipan.testkit;

import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeDeadlines.Standing;
import java.util.List;

class FakeDeadlinesTest extends DeadlinesContract {

    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(deadlines);

    @Override
    protected UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    protected Deadlines deadlines() {
        return deadlines;
    }

    @Override
    protected List<Standing> standing() {
        return deadlines.standing();
    }
}
