package io.qipan.dispatch.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresCallsIT extends CallsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/dispatch").keeping("incident_type");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Calls calls() {
        return new PostgresCalls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "next_deadline_at = null | call_open_has_deadline",
                "state = 'ended', outcome = 'HOAX' | call_open_has_deadline",
                "state = 'ended', next_deadline_at = null | call_ended_has_outcome",
                "outcome = 'HOAX' | call_ended_has_outcome",
                "owner = '' | call_owner_check",
                "answered_at = received_at - interval '1 second' | call_answered_after_received"
            })
    void the_database_itself_keeps_calls_from_being_forgotten(String change, String constraint) {
        // Given
        gives_back_everything_that_it_was_given_and_a_number();

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("update call set " + change));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"" + constraint + "\"");
    }
}
