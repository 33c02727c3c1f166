package io.qipan.dispatch.command;

import io.qipan.dispatch.command.PostgresCommandNoticeRow.Columns;
import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.Outstanding;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresCommandNotices implements CommandNotices {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** Whoever holds several takes them in this order. */
    private static final String HELD = " order by n.id for update of n";

    @Override
    public void add(List<CommandNotice> notices) {
        Columns columns = PostgresCommandNoticeRow.of(notices);
        Tx.current()
                .write(
                        "insert into command_notice (order_id, recipient, sent_at, " + PostgresCommandNoticeRow.CHANGING
                                + ") select $1, u.recipient, $2, " + PostgresCommandNoticeRow.CHANGING_OF_U
                                + " from unnest($3::text[], " + PostgresCommandNoticeRow.ARRAYS_FROM_4
                                + ") as u (recipient, "
                                + PostgresCommandNoticeRow.CHANGING + ")",
                        columns.after(
                                notices.getFirst().brief().order().uuid(),
                                notices.getFirst().sentAt(),
                                columns.column(CommandNotice::recipient, String[]::new)));
    }

    @Override
    public Optional<CommandNotice> find(CommandNoticeId id) {
        return read("where n.id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public CommandNotice lock(CommandNoticeId id) {
        return read("where n.id = $1 for update of n", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(List<CommandNotice> notices) {
        if (!notices.isEmpty()) {
            Tx.current()
                    .write(
                            "update command_notice n set (" + PostgresCommandNoticeRow.CHANGING + ") = ("
                                    + PostgresCommandNoticeRow.CHANGING_OF_U + ") from unnest("
                                    + PostgresCommandNoticeRow.ARRAYS_FROM_1 + ") as u ("
                                    + PostgresCommandNoticeRow.CHANGING
                                    + ") where n.id = u.id",
                            PostgresCommandNoticeRow.of(notices).after());
        }
    }

    @Override
    public List<CommandNotice> lockDue(CommandOrderId order, Instant now, int limit) {
        return read("""
                    where n.id in (select id from command_notice where order_id = $1 and ended_at is null and next_at <= $2
                        order by next_at, id limit $3)\
                    """ + HELD, order.uuid(), now, limit);
    }

    @Override
    public List<CommandNotice> lockOwed(CommandOrderId order) {
        return read("where n.order_id = $1 and n.ended_at is null" + HELD, order.uuid());
    }

    @Override
    public List<CommandNotice> lockOwed(CommandOrderId order, Collection<String> recipients) {
        return read(
                "where n.order_id = $1 and n.recipient = any($2) and n.ended_at is null" + HELD,
                order.uuid(),
                recipients.toArray(String[]::new));
    }

    @Override
    public boolean anyOwedByUnits() {
        return Tx.current()
                .query("select exists (select from command_notice where ended_at is null and recipient like 'units/%')")
                .iterator()
                .next()
                .getBoolean(0);
    }

    @Override
    public Map<CommandOrderId, List<String>> toldBefore(Map<String, Instant> crewSince) {
        List<Map.Entry<String, Instant>> crews = List.copyOf(crewSince.entrySet());
        Map<CommandOrderId, List<String>> told = new HashMap<>();
        Tx.current()
                .query(
                        """
                        select n.order_id, n.recipient
                        from unnest($1::text[], $2::timestamptz[]) as crew (unit, since)
                            join command_notice n on n.recipient = crew.unit and n.told_at < crew.since
                        where n.ended_at is null\
                        """,
                        crews.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        crews.stream()
                                .map(crew -> crew.getValue().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                .forEach(
                        row -> told.computeIfAbsent(new CommandOrderId(row.getUUID("order_id")), _ -> new ArrayList<>())
                                .add(row.getString("recipient")));
        return told;
    }

    @Override
    public Outstanding outstanding(CommandOrderId order) {
        Row row = Tx.current().query("""
                        select min(next_at) as next_at, (count(*) - count(next_at))::integer as escalated
                        from command_notice where order_id = $1 and ended_at is null\
                        """, order.uuid()).iterator().next();
        return new Outstanding(PostgresCommandOrders.instant(row, "next_at"), row.getInteger("escalated"));
    }

    @Override
    public boolean anyWaiting(CommandOrderId order) {
        return Tx.current().query("""
                            select exists (select from command_notice
                                where order_id = $1 and ended_at is null and next_at is not null)\
                            """, order.uuid()).iterator().next().getBoolean(0);
    }

    @Override
    public Map<String, Integer> count(CommandOrderId order) {
        Map<String, Integer> counts = new HashMap<>();
        Tx.current().query("""
                        select state, count(*)::integer as count,
                            count(*) filter (where ended_at is null and escalated_at is not null)::integer as escalated
                        from command_notice where order_id = $1 group by state\
                        """, order.uuid()).forEach(row -> {
            counts.put(row.getString("state"), row.getInteger("count"));
            counts.merge("escalated", row.getInteger("escalated"), Integer::sum);
        });
        return counts;
    }

    @Override
    public List<CommandNotice> list(Filter filter, Optional<CommandNoticeId> after, int limit) {
        return read(
                """
                where n.id < $1 and ($2::text is null or n.recipient = $2) and ($3::uuid is null or n.order_id = $3)
                    and (not $4 or n.ended_at is null)
                    and (not $5 or (n.ended_at is null and n.escalated_at is not null)) order by n.id desc limit $6\
                """,
                after.map(CommandNoticeId::uuid).orElse(AFTER_ALL),
                filter.recipient().orElse(null),
                filter.order().map(CommandOrderId::uuid).orElse(null),
                filter.openOnly(),
                filter.escalatedOnly(),
                limit);
    }

    private static List<CommandNotice> read(String where, @Nullable Object... arguments) {
        List<CommandNotice> found = new ArrayList<>();
        Tx.current()
                .query("""
                        select n.*, o.kind, o.title, o.exercise, o.acknowledge_within_s, o.done_by
                        from command_notice n join command_order o on o.id = n.order_id\
                        """ + " " + where, arguments)
                .forEach(row -> found.add(PostgresCommandNoticeRow.notice(row)));
        return found;
    }
}
