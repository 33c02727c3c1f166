package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Direction;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.proto.patrol.v1.DutyLevel;
import io.qipan.proto.patrol.v1.Strength;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresDutyOrders implements DutyOrders {
    private static final UUID AFTER_ALL = new UUID(-1, -1);
    /** Of the advisory lock, for want of a row: there is none before the first order. */
    private static final String LOCK = "hashtextextended('duty level', 0)";

    @Override
    public void holdForChange() {
        Tx.current().write("select pg_advisory_xact_lock(" + LOCK + ")");
    }

    @Override
    public void holdForShift() {
        Tx.current().write("select pg_advisory_xact_lock_shared(" + LOCK + ")");
    }

    @Override
    public Optional<DutyPlan> plan() {
        return plans("order by number desc limit 1");
    }

    @Override
    public Optional<DutyPlan> plan(long number) {
        return plans("where number = $1", number);
    }

    private static Optional<DutyPlan> plans(String where, @Nullable Object... arguments) {
        for (Row row : Tx.current().query("select * from duty_plan " + where, arguments)) {
            return Optional.of(new DutyPlan(
                    row.getLong("number"),
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getString("made_by"),
                    row.getString("reason"),
                    DutyMessages.strengths(JsonColumn.read(row.getJsonArray("base"), Strength::newBuilder).stream()
                            .map(Strength.Builder::build)
                            .toList()),
                    DutyMessages.levels(JsonColumn.read(row.getJsonArray("levels"), DutyLevel::newBuilder).stream()
                            .map(DutyLevel.Builder::build)
                            .toList())));
        }
        return Optional.empty();
    }

    @Override
    public void add(DutyPlan plan) {
        Tx.current()
                .write(
                        """
                        insert into duty_plan (number, made_at, made_by, reason, base, levels)
                        values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb)""",
                        plan.number(),
                        plan.madeAt(),
                        plan.madeBy(),
                        plan.reason(),
                        JsonColumn.write(DutyMessages.strengthMessages(plan.base())),
                        JsonColumn.write(DutyMessages.levelMessages(plan)));
    }

    @Override
    public Optional<DutyOrder> inForce() {
        return orders("where superseded_at is null").stream().findFirst();
    }

    @Override
    public Optional<DutyOrder> find(UUID id) {
        return orders("where id = $1", id).stream().findFirst();
    }

    @Override
    public void add(DutyOrder order) {
        Tx.current()
                .write(
                        """
                        insert into duty_order
                            (id, level_code, plan_number, direction, previous_level, reason, given_by, given_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        order.id(),
                        order.level(),
                        order.plan(),
                        order.direction().name().toLowerCase(Locale.ROOT),
                        order.previousLevel().orElse(null),
                        order.reason(),
                        order.givenBy(),
                        order.givenAt());
    }

    @Override
    public void end(DutyOrder superseded) {
        Tx.current()
                .write(
                        "update duty_order set superseded_at = $2 where id = $1",
                        superseded.id(),
                        superseded.supersededAt().orElseThrow());
    }

    @Override
    public List<DutyOrder> list(Page page) {
        return orders(
                "where id < $1 order by id desc limit $2",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                page.size() + 1);
    }

    private static List<DutyOrder> orders(String where, @Nullable Object... arguments) {
        List<DutyOrder> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from duty_order " + where, arguments)) {
            found.add(new DutyOrder(
                    row.getUUID("id"),
                    row.getString("level_code"),
                    row.getLong("plan_number"),
                    Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.getString("previous_level")),
                    row.getString("reason"),
                    row.getString("given_by"),
                    row.getOffsetDateTime("given_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("superseded_at")).map(OffsetDateTime::toInstant)));
        }
        return found;
    }
}
