package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.Activation.Basis;
import io.qipan.dispatch.contingency.model.ActivationState;
import io.qipan.dispatch.contingency.model.ActivationState.Active;
import io.qipan.dispatch.contingency.model.ActivationState.Closed;
import io.qipan.dispatch.contingency.model.ActivationState.Closing;
import io.qipan.dispatch.contingency.model.ActivationState.Open;
import io.qipan.dispatch.contingency.model.ActivationState.Reviewed;
import io.qipan.dispatch.contingency.model.Clock;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresActivations implements Activations {
    private static final String WITH_MERGED = """
            with recursive own (id) as (
                select $1::uuid
                union
                select i.id from incident i join own on i.merged_into = own.id)
            select * from contingency_activation\
            """;

    @Override
    public void add(Activation activation) {
        Basis basis = activation.basis();
        Tx.current()
                .write(
                        """
                        insert into contingency_activation (id, version, state, incident_id, drill, plan, revision,
                            level, owner, activated_by, activated_at, reason, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)\
                        """,
                        activation.id().uuid(),
                        activation.version(),
                        activation.state().word(),
                        basis.incident().uuid(),
                        basis.drill(),
                        basis.plan(),
                        basis.revision(),
                        activation.level(),
                        activation.owner(),
                        basis.by(),
                        basis.at(),
                        basis.reason(),
                        activation.nextDeadlineAt().orElse(null));
    }

    @Override
    public Optional<Activation> find(ContingencyActivationId id) {
        return read("select * from contingency_activation where id = $1", id.uuid()).stream()
                .findFirst();
    }

    @Override
    public Activation lock(ContingencyActivationId id) {
        return read("select * from contingency_activation where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Activation activation) {
        @Nullable Closing closing = activation.closing().orElse(null);
        Tx.current()
                .write(
                        """
                        update contingency_activation set version = $2, state = $3, level = $4, owner = $5,
                            next_deadline_at = $6, reminders = $7, closed_at = $8, closed_by = $9, closing_note = $10
                        where id = $1\
                        """,
                        activation.id().uuid(),
                        activation.version(),
                        activation.state().word(),
                        activation.level(),
                        activation.owner(),
                        activation.nextDeadlineAt().orElse(null),
                        activation.state() instanceof Open open ? open.clock().reminders() : 0,
                        closing == null ? null : closing.at(),
                        closing == null ? null : closing.by(),
                        closing == null ? null : closing.note());
    }

    @Override
    public List<Activation> active(IncidentId incident) {
        return read(
                WITH_MERGED + " where state = 'active' and incident_id in (select id from own) order by id",
                incident.uuid());
    }

    @Override
    public List<Activation> list(Filter filter, Optional<ContingencyActivationId> olderThan, int limit) {
        return read(
                WITH_MERGED + """
                     where ($1::uuid is null and drill = $5 or incident_id in (select id from own))
                        and (not $2 or next_deadline_at is not null) and ($3::uuid is null or id < $3)
                    order by id desc limit $4\
                    """,
                filter.incident().map(IncidentId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(ContingencyActivationId::uuid).orElse(null),
                limit,
                filter.drill());
    }

    @Override
    public int alarmLevel(IncidentId incident) {
        for (Row row :
                Tx.current().query("select level from incident_response where incident_id = $1", incident.uuid())) {
            return row.getInteger("level");
        }
        return 0;
    }

    private static List<Activation> read(String sql, @Nullable Object... arguments) {
        List<Activation> found = new ArrayList<>();
        Tx.current()
                .query(sql, arguments)
                .forEach(row -> found.add(new Activation(
                        new ContingencyActivationId(row.getUUID("id")),
                        row.getLong("version"),
                        new Basis(
                                new IncidentId(row.getUUID("incident_id")),
                                row.getBoolean("drill"),
                                row.getString("plan"),
                                row.getLong("revision"),
                                row.getString("activated_by"),
                                instant(row, "activated_at"),
                                row.getString("reason")),
                        row.getInteger("level"),
                        row.getString("owner"),
                        state(row))));
        return found;
    }

    private static ActivationState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "active" -> new Active(clock(row));
            case "closed" -> new Closed(clock(row), closing(row));
            case "reviewed" -> new Reviewed(closing(row));
            default -> throw new IllegalStateException("An activation cannot be " + word);
        };
    }

    private static Clock clock(Row row) {
        return new Clock(instant(row, "next_deadline_at"), row.getInteger("reminders"));
    }

    private static Closing closing(Row row) {
        return new Closing(instant(row, "closed_at"), row.getString("closed_by"), row.getString("closing_note"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
