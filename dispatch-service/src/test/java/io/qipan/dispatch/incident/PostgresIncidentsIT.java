package io.qipan.dispatch.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresIncidentsIT extends IncidentsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/dispatch").keeping("incident_type");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Incidents incidents() {
        return new PostgresIncidents();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "next_deadline_at = null | incident_open_has_deadline",
                "state = 'ended', outcome = 'RESOLVED', rationale = 'done', ended_at = now() | incident_open_has_deadline",
                "state = 'ended', next_deadline_at = null | incident_ended_has_outcome",
                "state = 'ended', next_deadline_at = null, outcome = 'RESOLVED', rationale = '', ended_at = now() | incident_ended_has_outcome",
                "owner = '' | incident_owner_check",
                "type = 'flying_saucer' | incident_type_fkey"
            })
    void the_database_itself_keeps_incidents_from_being_forgotten(String change, String constraint) {
        // Given
        gives_back_everything_that_it_was_given_and_a_number();

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("update incident set " + change));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"" + constraint + "\"");
    }

    @Test
    void numbers_grow_longer_after_the_first_million() {
        // Given
        DATABASE.execute("select setval('incident_number', 999999)");

        // When
        List<Incident> added = List.of(added(), added());

        // Then
        DATABASE.execute("alter sequence incident_number restart");
        assertThat(added).extracting(Incident::number).containsExactly("I2026-1000000", "I2026-1000001");
    }
}
