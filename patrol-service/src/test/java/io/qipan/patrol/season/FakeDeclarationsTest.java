package io.qipan.patrol.season;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeUnitOfWork;

class FakeDeclarationsTest extends DeclarationsContract {
    private final FakeDeclarations declarations = new FakeDeclarations();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(declarations);

    @Override
    Declarations declarations() {
        return declarations;
    }

    @Override
    UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
