package io.qipan.patrol.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.work.ConstraintViolated;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresShiftsIT extends ShiftsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Shifts shifts() {
        return new PostgresShifts();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @BeforeEach
    void givenUnits() {
        Patrol patrol = Patrol.onPostgres(unitOfWork(), TestClock.standing());
        for (String id : List.of("units/a", "units/b", "units/c", "units/d")) {
            var ignored = unitOfWork()
                    .run(
                            "test",
                            () -> patrol.units()
                                    .add(Unit.registered(id, id, "patrol_car", List.of(), Optional.empty())));
        }
    }

    @Test
    void the_database_allows_one_running_shift_of_a_unit() {
        // Given
        Shift running = started(added(planned("units/a", 0, 8, "A1")));
        Shift plan = added(planned("units/a", 8, 16, "B1"));

        // When
        ConstraintViolated violated = catchThrowableOfType(ConstraintViolated.class, () -> started(plan));

        // Then
        assertThat(violated.constraint()).isEqualTo("one_running_shift_per_unit");
        assertThat(unitOfWork().read(() -> shifts().onDuty())).containsExactly(running);
    }

    @Test
    void the_database_allows_one_running_shift_of_a_person() {
        // Given
        Shift running = started(added(planned("units/a", 0, 8, "A1")));
        Shift plan = added(planned("units/b", 8, 16, "B1", "A1"));

        // When
        ConstraintViolated violated = catchThrowableOfType(ConstraintViolated.class, () -> started(plan));

        // Then
        assertThat(violated.constraint()).isEqualTo("one_running_shift_per_member");
        assertThat(unitOfWork().read(() -> shifts().onDuty())).containsExactly(running);
    }
}
