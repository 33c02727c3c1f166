package io.qipan.ecology.chief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresChiefStoresIT extends ChiefStoresContract {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Jurisdictions jurisdictions() {
        return new PostgresJurisdictions();
    }

    @Override
    Appointments appointments() {
        return new PostgresAppointments();
    }

    @Override
    PatrolDuties duties() {
        return new PostgresPatrolDuties();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update appointment set begins = begins - interval '1 year', seat = (select min(seat) from appointment) | appointment_one_at_a_time",
                "update appointment set ends = begins | appointment_holds_for_a_while",
                "update appointment set person = '' | appointment_person_check",
            })
    void theDatabaseItselfKeepsAPostToOnePersonAtATime(String change, String constraint) {
        // Given
        listsAppointmentsTheNewestFirst();

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute(change));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"" + constraint + "\"");
    }
}
