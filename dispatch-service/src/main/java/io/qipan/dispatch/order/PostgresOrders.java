package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresOrders implements Orders {
    private static final String SELECT =
            "select o.*, (select drill from incident where id = o.incident_id) from orders o ";

    // What is told after an order was over did not take it there.
    private static final String REACHED = """
            with recursive one as (
                select id from incident where id = $1
                union
                select i.id from incident i join one on i.merged_into = one.id)
            select exists (select from orders o join one on o.incident_id = one.id
                    cross join jsonb_array_elements(o.milestones) m
                where m ->> 'kind' = $2 and not coalesce((m ->> 'late')::boolean, false))""";

    @Override
    public void add(Order order) {
        Tx.current()
                .write(
                        """
                        insert into orders (id, version, state, reason, incident_id, requested_for, unit, instruction, owner,
                            next_deadline_at, milestones, escalations, diverted_from)
                        values ($1, $2, $3, '', $4, $4, $5, $6, $7, $8, $9::text::jsonb, $10::text::jsonb, $11)""",
                        order.id().uuid(),
                        order.version(),
                        order.state().word(),
                        order.incident().uuid(),
                        order.unit(),
                        order.instruction(),
                        order.owner(),
                        nextDeadline(order),
                        milestones(order),
                        escalations(order),
                        order.divertedFrom().map(OrderId::uuid).orElse(null));
    }

    @Override
    public void save(Order order) {
        Tx.current()
                .write(
                        """
                        update orders set version = $2, state = $3, reason = $4, next_deadline_at = $5,
                            milestones = $6::text::jsonb, escalations = $7::text::jsonb, sent_at = $8, owner = $9,
                            incident_id = $10
                        where id = $1""",
                        order.id().uuid(),
                        order.version(),
                        order.state().word(),
                        order.state() instanceof Over over ? over.reason() : "",
                        nextDeadline(order),
                        milestones(order),
                        escalations(order),
                        order.sentAt().orElse(null),
                        order.owner(),
                        order.incident().uuid());
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return all(Tx.current().query(SELECT + "where id = $1", id.uuid())).stream()
                .findFirst();
    }

    @Override
    public Order lock(OrderId id) {
        return all(Tx.current().query(SELECT + "where id = $1 for update", id.uuid())).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<Order> list(Filter filter, Optional<OrderId> olderThan, int limit) {
        return all(Tx.current()
                .query(
                        SELECT + """
                        where ($1::uuid is null or incident_id = $1) and ($2::text is null or unit = $2)
                            and (not $3 or not over) and ($4::uuid is null or id < $4)
                            and ($6::text is null or unit = $6
                                or incident_id in (select incident_id from orders where unit = $6 and not over))
                        order by id desc limit $5""",
                        filter.incident().map(IncidentId::uuid).orElse(null),
                        filter.unit().orElse(null),
                        filter.openOnly(),
                        olderThan.map(OrderId::uuid).orElse(null),
                        limit,
                        filter.reader().orElse(null)));
    }

    @Override
    public List<Order> openOf(Collection<String> units) {
        return all(Tx.current().query(SELECT + "where unit = any($1) and not over order by id", (Object)
                units.toArray(String[]::new)));
    }

    @Override
    public List<OrderId> goingOnUnder(IncidentId incident, Collection<IncidentId> givenFor) {
        List<OrderId> ids = new ArrayList<>();
        Tx.current()
                .query(
                        "select id from orders where incident_id = $1 and requested_for = any($2) order by id",
                        incident.uuid(),
                        givenFor.stream().map(IncidentId::uuid).toArray(UUID[]::new))
                .forEach(row -> ids.add(new OrderId(row.getUUID("id"))));
        return ids;
    }

    @Override
    public boolean wasSent(IncidentId incident, String unit) {
        return Tx.current().query("""
                        select exists (select from orders
                            where unit = $2 and (incident_id = $1 or requested_for = $1)) as sent""", incident.uuid(), unit).iterator().next().getBoolean("sent");
    }

    @Override
    public int countOpenOf(IncidentId incident) {
        return Tx.current()
                .query("select count(*) from orders where incident_id = $1 and not over", incident.uuid())
                .iterator()
                .next()
                .getInteger(0);
    }

    @Override
    public int countLeftOf(IncidentId incident) {
        // Two statements: what the first has waited for, the second sees.
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('units of ' || $1, 0))", incident.name());
        return countOpenOf(incident);
    }

    @Override
    public boolean hasReached(IncidentId incident, Step step) {
        return Tx.current()
                .query(REACHED, incident.uuid(), step.word())
                .iterator()
                .next()
                .getBoolean(0);
    }

    private static @Nullable Instant nextDeadline(Order order) {
        return order.state() instanceof Open open ? open.nextDeadlineAt() : null;
    }

    private static String milestones(Order order) {
        return JsonColumn.write(
                order.milestones().stream().map(OrderMessages::message).toList());
    }

    private static String escalations(Order order) {
        return JsonColumn.write(
                order.escalations().stream().map(OrderMessages::message).toList());
    }

    private static List<Order> all(RowSet<Row> rows) {
        List<Order> orders = new ArrayList<>(rows.size());
        rows.forEach(row -> orders.add(OrderRow.order(row)));
        return orders;
    }
}
