package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.ShortfallState;
import io.qipan.patrol.duty.model.ShortfallState.Found;
import io.qipan.patrol.duty.model.ShortfallState.Open;
import io.qipan.patrol.duty.model.ShortfallState.Settled;
import io.qipan.patrol.duty.model.ShortfallState.Settlement;
import io.qipan.patrol.duty.model.ShortfallState.Taken;
import io.qipan.patrol.duty.model.ShortfallState.Taking;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.duty.model.Strength.WithCapability;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresDutyShortfalls implements DutyShortfalls {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public void add(DutyShortfall shortfall) {
        Post post = shortfall.count().post();
        Tx.current()
                .write(
                        """
                        insert into duty_shortfall
                            (id, version, order_id, level_code, place, of_kind, who, needed, on_duty, most_missing,
                             owner, found_at, reminders, next_reminder_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""",
                        shortfall.id(),
                        shortfall.version(),
                        shortfall.order(),
                        shortfall.level(),
                        post.place().orElse(null),
                        post.who() instanceof OfKind,
                        post.who().code(),
                        shortfall.count().needed(),
                        shortfall.count().onDuty(),
                        shortfall.mostMissing(),
                        shortfall.owner(),
                        shortfall.foundAt(),
                        shortfall.reminders(),
                        ((Open) shortfall.state()).nextReminderAt());
    }

    @Override
    public Optional<DutyShortfall> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<DutyShortfall> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<DutyShortfall> lockOpen() {
        return read("where settled_at is null order by id for update");
    }

    @Override
    public void save(DutyShortfall shortfall) {
        ShortfallState state = shortfall.state();
        Optional<Settled> settled = state instanceof Settled over ? Optional.of(over) : Optional.empty();
        Tx.current()
                .write(
                        """
                        update duty_shortfall set version = $2, order_id = $3, level_code = $4, needed = $5,
                            on_duty = $6, most_missing = $7, owner = $8, reminders = $9, next_reminder_at = $10,
                            taken_by = $11, taken_at = $12, note = $13, settled_at = $14, settlement = $15
                        where id = $1""",
                        shortfall.id(),
                        shortfall.version(),
                        shortfall.order(),
                        shortfall.level(),
                        shortfall.count().needed(),
                        shortfall.count().onDuty(),
                        shortfall.mostMissing(),
                        shortfall.owner(),
                        shortfall.reminders(),
                        state instanceof Open open ? open.nextReminderAt() : null,
                        state.taking().map(Taking::by).orElse(null),
                        state.taking().map(Taking::at).orElse(null),
                        state.taking().map(Taking::note).orElse(null),
                        settled.map(Settled::at).orElse(null),
                        settled.map(over -> over.how().name().toLowerCase(Locale.ROOT))
                                .orElse(null));
    }

    @Override
    public List<DutyShortfall> list(Page page, boolean openOnly) {
        return read(
                "where id < $1 and (not $2 or settled_at is null) order by id desc limit $3",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                openOnly,
                page.size() + 1);
    }

    private static List<DutyShortfall> read(String where, @Nullable Object... arguments) {
        List<DutyShortfall> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from duty_shortfall " + where, arguments)) {
            String who = row.getString("who");
            Post post = new Post(
                    Optional.ofNullable(row.getString("place")),
                    row.getBoolean("of_kind") ? new OfKind(who) : new WithCapability(who));
            found.add(new DutyShortfall(
                    row.getUUID("id"),
                    row.getLong("version"),
                    row.getUUID("order_id"),
                    row.getString("level_code"),
                    new Count(post, row.getInteger("needed"), row.getInteger("on_duty")),
                    row.getInteger("most_missing"),
                    row.getString("owner"),
                    instant(row, "found_at").orElseThrow(),
                    row.getInteger("reminders"),
                    state(row)));
        }
        return found;
    }

    private static ShortfallState state(Row row) {
        Optional<Taking> taking =
                instant(row, "taken_at").map(at -> new Taking(row.getString("taken_by"), at, row.getString("note")));
        Optional<Instant> next = instant(row, "next_reminder_at");
        if (next.isEmpty()) {
            return new Settled(
                    taking,
                    instant(row, "settled_at").orElseThrow(),
                    Settlement.valueOf(row.getString("settlement").toUpperCase(Locale.ROOT)));
        }
        return taking.<ShortfallState>map(who -> new Taken(who, next.get())).orElseGet(() -> new Found(next.get()));
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
