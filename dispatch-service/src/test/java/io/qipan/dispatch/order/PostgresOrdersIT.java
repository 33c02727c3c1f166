package io.qipan.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresOrdersIT extends OrdersContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/dispatch").keeping("incident_type");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    Orders orders() {
        return new PostgresOrders();
    }

    @Override
    IncidentId incident() {
        IncidentId id = new IncidentId(UuidCreator.getTimeOrderedEpoch());
        DATABASE.execute("""
                insert into incident (id, number, version, state, type, priority, summary, locations, owner,
                    next_deadline_at, opened_at, act_at, drill, recorded_at)
                values ('%1$s', 'I-%1$s', 1, 'new', 'other', 'P3', '', '[]', 'tester', now(), now(), now(), false, now())
                """.formatted(id.uuid()));
        return id;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "next_deadline_at = null | orders_open_has_deadline",
                "state = 'cleared' | orders_open_has_deadline",
                "owner = '' | orders_owner_check",
                "state = 'lost' | orders_state_check",
                "incident_id = gen_random_uuid() | orders_incident_id_fkey"
            })
    void the_database_itself_keeps_orders_from_being_forgotten(String change, String constraint) {
        // Given
        saves_state_milestones_and_escalations();
        DATABASE.execute("update orders set state = 'sent', next_deadline_at = now()");

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("update orders set " + change));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"" + constraint + "\"");
    }

    @Test
    void the_database_itself_keeps_a_unit_from_two_open_orders_of_one_incident() {
        // Given
        saves_state_milestones_and_escalations();
        DATABASE.execute("update orders set state = 'sent', next_deadline_at = now()");

        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("""
                insert into orders (id, version, state, reason, incident_id, requested_for, unit, instruction, owner, next_deadline_at,
                    milestones, escalations)
                select gen_random_uuid(), 1, 'requested', '', incident_id, requested_for, unit, '', 'tester', now(), '[]', '[]'
                from orders"""));

        // Then
        assertThat(thrown).hasStackTraceContaining("\"orders_one_open_per_incident_and_unit\"");
    }
}
