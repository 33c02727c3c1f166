package io.qipan.ecology.rule;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeRuleSetsTest extends RuleSetsContract {
    private final FakeRuleSets sets = new FakeRuleSets();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over();

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    RuleSets sets() {
        return sets;
    }
}
