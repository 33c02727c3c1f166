package io.qipan.patrol.duty;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDutyIT extends DutyContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    DutyOrders orders() {
        return new PostgresDutyOrders();
    }

    @Override
    DutyNotices notices() {
        return new PostgresDutyNotices();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    void add(Shift shift) {
        var units = Patrol.onPostgres(unitOfWork(), TestClock.standing()).units();
        boolean ignored = unitOfWork().run("test", () -> {
            if (units.find(shift.unit()).isEmpty()) {
                var _ = units.add(
                        Unit.registered(shift.unit(), shift.unit(), "patrol_car", List.of(), Optional.empty()));
            }
            RosterBoard.shifts().add(shift);
            return true;
        });
    }
}
