package io.qipan.dispatch.supervision;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.supervision.model.Demand;
import io.qipan.dispatch.supervision.model.Progress;
import io.qipan.dispatch.supervision.model.Progress.Act;
import io.qipan.dispatch.supervision.model.Progress.Answer;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.dispatch.supervision.model.SupervisionState;
import io.qipan.dispatch.supervision.model.SupervisionState.Accepted;
import io.qipan.dispatch.supervision.model.SupervisionState.Answered;
import io.qipan.dispatch.supervision.model.SupervisionState.Clock;
import io.qipan.dispatch.supervision.model.SupervisionState.Issued;
import io.qipan.dispatch.supervision.model.SupervisionState.Open;
import io.qipan.dispatch.supervision.model.SupervisionState.Over;
import io.qipan.dispatch.supervision.model.SupervisionState.Signed;
import io.qipan.dispatch.supervision.model.SupervisionState.Withdrawn;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSupervisionOrders implements SupervisionOrders {

    private static final String OF_COMPLAINT =
            "select c.owner, incident_id, i.drill from complaint c join incident i on i.id = incident_id where c.id = $1";

    private static final String OF_TRANSFER =
            "select t.owner, c.incident_id, c.drill from transfer t join call c on c.id = t.call_id where t.id = $1";

    @Override
    public Optional<Subject> subject(String name) {
        return switch (name.substring(0, name.indexOf('/'))) {
            case "incidents" ->
                subject(
                        "select owner, id as incident_id, drill from incident where id = $1",
                        IncidentId.parse(name).uuid());
            case "calls" ->
                subject(
                        "select owner, incident_id, drill from call where id = $1",
                        CallId.parse(name).uuid());
            case "complaints" -> subject(OF_COMPLAINT, ComplaintId.parse(name).uuid());
            case "transfers" -> subject(OF_TRANSFER, TransferId.parse(name).uuid());
            case "rectifications" ->
                subject(
                        "select owner, null::uuid as incident_id, false as drill from rectification where id = $1",
                        RectificationId.parse(name).uuid());
            default -> throw new IllegalStateException("No supervision order is about " + name);
        };
    }

    private static Optional<Subject> subject(String sql, UUID id) {
        for (Row row : Tx.current().query(sql, id)) {
            return Optional.of(new Subject(row.getString("owner"), incident(row), row.getBoolean("drill")));
        }
        return Optional.empty();
    }

    private static Optional<IncidentId> incident(Row row) {
        return Optional.ofNullable(row.getUUID("incident_id")).map(IncidentId::new);
    }

    @Override
    public void add(SupervisionOrder order) {
        Demand demand = order.demand();
        Tx.current()
                .write(
                        """
                        insert into supervision_order (id, version, state, subject, incident_id, drill, demand,
                            addressee, issuer, issued_at, sign_by, due_at, owner, next_deadline_at, reminders, late,
                            returns, reason)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, false, 0, '')""",
                        order.id().uuid(),
                        order.version(),
                        order.state().word(),
                        demand.subject(),
                        demand.incident().map(IncidentId::uuid).orElse(null),
                        demand.drill(),
                        demand.text(),
                        demand.addressee(),
                        demand.issuer(),
                        demand.issuedAt(),
                        demand.signBy(),
                        order.progress().dueAt(),
                        order.owner(),
                        order.nextDeadlineAt().orElse(null));
    }

    @Override
    public Optional<SupervisionOrder> find(SupervisionOrderId id) {
        return all("select * from supervision_order where id = $1", id.uuid()).stream()
                .findFirst();
    }

    @Override
    public SupervisionOrder lock(SupervisionOrderId id) {
        return all("select * from supervision_order where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(SupervisionOrder order) {
        Progress progress = order.progress();
        @Nullable Over over = order.state() instanceof Over o ? o : null;
        Tx.current()
                .write(
                        """
                        update supervision_order set version = $2, state = $3, due_at = $4, owner = $5,
                            next_deadline_at = $6, reminders = $7, late = $8, signed_at = $9, signed_by = $10, answered_at = $11, answer = $12,
                            returns = $13, reason = $14, over_at = $15, over_by = $16
                        where id = $1""",
                        order.id().uuid(),
                        order.version(),
                        order.state().word(),
                        progress.dueAt(),
                        order.owner(),
                        order.nextDeadlineAt().orElse(null),
                        order.state() instanceof Open open ? open.clock().reminders() : 0,
                        progress.late(),
                        progress.signed().map(Act::at).orElse(null),
                        progress.signed().map(Act::by).orElse(null),
                        progress.answered().map(Answer::at).orElse(null),
                        progress.answered().map(Answer::text).orElse(null),
                        progress.returns(),
                        progress.reason(),
                        over == null ? null : over.at(),
                        over == null ? null : over.by());
    }

    @Override
    public List<SupervisionOrder> list(Filter filter, Optional<SupervisionOrderId> olderThan, int limit) {
        return all(
                """
                select * from supervision_order
                where ($1::text is null or subject = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.subject().orElse(null),
                filter.openOnly(),
                olderThan.map(SupervisionOrderId::uuid).orElse(null),
                limit);
    }

    private static List<SupervisionOrder> all(String sql, @Nullable Object... arguments) {
        List<SupervisionOrder> orders = new ArrayList<>();
        Tx.current()
                .query(sql, arguments)
                .forEach(row -> orders.add(new SupervisionOrder(
                        new SupervisionOrderId(row.getUUID("id")),
                        row.getLong("version"),
                        demand(row),
                        state(row),
                        progress(row))));
        return orders;
    }

    private static Demand demand(Row row) {
        return new Demand(
                row.getString("subject"),
                incident(row),
                row.getBoolean("drill"),
                row.getString("demand"),
                row.getString("addressee"),
                row.getString("issuer"),
                instant(row, "issued_at"),
                instant(row, "sign_by"));
    }

    private static SupervisionState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "issued" -> new Issued(clock(row));
            case "signed" -> new Signed(clock(row));
            case "answered" -> new Answered(clock(row));
            case "accepted" -> new Accepted(instant(row, "over_at"), row.getString("over_by"));
            case "withdrawn" -> new Withdrawn(instant(row, "over_at"), row.getString("over_by"));
            default -> throw new IllegalStateException("A supervision order cannot be " + word);
        };
    }

    private static Clock clock(Row row) {
        return new Clock(instant(row, "next_deadline_at"), row.getInteger("reminders"));
    }

    private static Progress progress(Row row) {
        return new Progress(
                instant(row, "due_at"),
                row.getBoolean("late"),
                optional(row, "signed_at").map(at -> new Act(at, row.getString("signed_by"))),
                optional(row, "answered_at").map(at -> new Answer(at, row.getString("answer"))),
                row.getInteger("returns"),
                row.getString("reason"));
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
