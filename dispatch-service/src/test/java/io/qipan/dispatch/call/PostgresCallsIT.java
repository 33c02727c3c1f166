package io.qipan.dispatch.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.dispatch.call.model.Call;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void numbers_grow_longer_after_the_first_million() {
        // Given
        DATABASE.execute("select setval('call_number', 999999)");

        // When
        List<Call> added = List.of(added(), added());

        // Then
        DATABASE.execute("alter sequence call_number restart");
        assertThat(added).extracting(Call::number).containsExactly("C2026-1000000", "C2026-1000001");
    }
}
