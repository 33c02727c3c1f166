package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.NoticeState;
import io.qipan.patrol.duty.model.NoticeState.Acknowledged;
import io.qipan.patrol.duty.model.NoticeState.Delivered;
import io.qipan.patrol.duty.model.NoticeState.Escalated;
import io.qipan.patrol.duty.model.NoticeState.Lapse;
import io.qipan.patrol.duty.model.NoticeState.Lapsed;
import io.qipan.patrol.duty.model.NoticeState.Open;
import io.qipan.patrol.duty.model.NoticeState.Sent;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresDutyNotices implements DutyNotices {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public void add(DutyNotice notice) {
        Tx.current()
                .write(
                        """
                        insert into duty_notice
                            (id, version, order_id, level_code, shift_id, unit_name, within_s, state, sent_at, alerts,
                             next_alert_at)
                        values ($1, $2, $3, $4, $5, $6, $7, 'sent', $8, $9, $10)""",
                        notice.id(),
                        notice.version(),
                        notice.order(),
                        notice.level(),
                        notice.shift(),
                        notice.unit(),
                        Math.toIntExact(notice.within().toSeconds()),
                        notice.sentAt(),
                        notice.alerts(),
                        ((Open) notice.state()).nextAlertAt());
    }

    @Override
    public Optional<DutyNotice> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<DutyNotice> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public void save(DutyNotice notice) {
        NoticeState state = notice.state();
        Optional<Acknowledged> acknowledged = as(state, Acknowledged.class);
        Optional<Lapsed> lapsed = as(state, Lapsed.class);
        Tx.current()
                .write(
                        """
                        update duty_notice set version = $2, state = $3, alerts = $4, next_alert_at = $5, delivered_at = $6,
                            escalated_at = $7, acknowledged_at = $8, acknowledged_by = $9, lapsed_at = $10, lapse_reason = $11
                        where id = $1""",
                        notice.id(),
                        notice.version(),
                        state.word(),
                        notice.alerts(),
                        as(state, Open.class).map(Open::nextAlertAt).orElse(null),
                        state.deliveredAt().orElse(null),
                        state.escalatedAt().orElse(null),
                        acknowledged.map(Acknowledged::at).orElse(null),
                        acknowledged.map(Acknowledged::by).orElse(null),
                        lapsed.map(Lapsed::at).orElse(null),
                        lapsed.map(l -> l.why().name().toLowerCase(Locale.ROOT)).orElse(null));
    }

    private static <S> Optional<S> as(NoticeState state, Class<S> type) {
        return type.isInstance(state) ? Optional.of(type.cast(state)) : Optional.empty();
    }

    @Override
    public List<DutyNotice> lockOpenOfOrder(UUID order) {
        return read("where order_id = $1 and next_alert_at is not null order by id for update", order);
    }

    @Override
    public List<DutyNotice> lockOpenOfShift(UUID shift) {
        return read("where shift_id = $1 and next_alert_at is not null order by id for update", shift);
    }

    @Override
    public Map<String, Integer> count(UUID order) {
        Map<String, Integer> counts = new HashMap<>();
        for (Row row : Tx.current()
                .query(
                        "select state, count(*)::integer as count from duty_notice where order_id = $1 group by state",
                        order)) {
            counts.put(row.getString("state"), row.getInteger("count"));
        }
        return counts;
    }

    @Override
    public List<DutyNotice> list(Page page, Filter filter) {
        return read(
                """
                where id < $1 and ($2::text is null or unit_name = $2) and ($3::uuid is null or order_id = $3)
                    and (not $4 or next_alert_at is not null) order by id desc limit $5""",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                filter.unit().orElse(null),
                filter.order().orElse(null),
                filter.openOnly(),
                page.size() + 1);
    }

    private static List<DutyNotice> read(String where, @Nullable Object... arguments) {
        List<DutyNotice> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from duty_notice " + where, arguments)) {
            found.add(new DutyNotice(
                    row.getUUID("id"),
                    row.getLong("version"),
                    row.getUUID("order_id"),
                    row.getString("level_code"),
                    row.getUUID("shift_id"),
                    row.getString("unit_name"),
                    Duration.ofSeconds(row.getInteger("within_s")),
                    instant(row, "sent_at").orElseThrow(),
                    row.getInteger("alerts"),
                    state(row)));
        }
        return found;
    }

    private static NoticeState state(Row row) {
        Optional<Instant> delivered = instant(row, "delivered_at");
        Optional<Instant> escalated = instant(row, "escalated_at");
        Optional<Instant> next = instant(row, "next_alert_at");
        return switch (row.getString("state")) {
            case "sent" -> new Sent(next.orElseThrow());
            case "delivered" -> new Delivered(delivered.orElseThrow(), next.orElseThrow());
            case "escalated" -> new Escalated(delivered, escalated.orElseThrow(), next.orElseThrow());
            case "acknowledged" ->
                new Acknowledged(
                        delivered,
                        escalated,
                        instant(row, "acknowledged_at").orElseThrow(),
                        row.getString("acknowledged_by"));
            case "lapsed" ->
                new Lapsed(
                        delivered,
                        escalated,
                        instant(row, "lapsed_at").orElseThrow(),
                        Lapse.valueOf(row.getString("lapse_reason").toUpperCase(Locale.ROOT)));
            case String other -> throw new IllegalStateException("A notice cannot be " + other);
        };
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
