package io.qipan.testkit;

import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.work.UnitOfWork;
import java.util.Set;
import java.util.stream.Collectors;

class FakeUnitOfWorkTest extends UnitOfWorkContract {

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
    protected Set<String> written() {
        return deadlines.standing().stream()
                .map(FakeDeadlines.Standing::subject)
                .collect(Collectors.toSet());
    }
}
