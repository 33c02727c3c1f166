package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.Brief;
import io.qipan.dispatch.command.model.CommandKind;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.command.model.CommandState;
import io.qipan.dispatch.command.model.CommandState.Complete;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.command.model.CommandState.Withdrawn;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresCommandOrders implements CommandOrders {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    @Override
    public void add(CommandOrder order) {
        Tx.current()
                .write(
                        """
                        insert into command_order (id, version, kind, title, text, basis, exercise, issuer, owner, issued_at,
                            acknowledge_within_s, done_by, recipients, state, next_deadline_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)\
                        """,
                        order.brief().order().uuid(),
                        order.version(),
                        order.brief().kind().name(),
                        order.brief().title(),
                        order.text(),
                        order.basis(),
                        order.brief().exercise(),
                        order.issuer(),
                        order.owner(),
                        order.issuedAt(),
                        Math.toIntExact(order.brief().acknowledgeWithin().toSeconds()),
                        order.brief().doneBy().orElse(null),
                        order.recipients(),
                        order.state().word(),
                        order.state().nextLookAt().orElseThrow());
    }

    @Override
    public Optional<CommandOrder> find(CommandOrderId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public CommandOrder lock(CommandOrderId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(CommandOrder order) {
        CommandState state = order.state();
        Optional<Withdrawn> withdrawn = state instanceof Withdrawn over ? Optional.of(over) : Optional.empty();
        Optional<Instant> completed = switch (state) {
            case Open _ -> Optional.empty();
            case Complete(Instant at, var _) -> Optional.of(at);
            case Withdrawn over -> over.completedAt();
        };
        Tx.current()
                .write(
                        """
                        update command_order set version = $2, owner = $3, state = $4, next_deadline_at = $5, completed_at = $6,
                            withdrawn_at = $7, withdrawn_by = $8, withdraw_reason = $9
                        where id = $1\
                        """,
                        order.brief().order().uuid(),
                        order.version(),
                        order.owner(),
                        state.word(),
                        state.nextLookAt().orElse(null),
                        completed.orElse(null),
                        withdrawn.map(Withdrawn::at).orElse(null),
                        withdrawn.map(Withdrawn::by).orElse(null),
                        withdrawn.map(Withdrawn::reason).orElse(null));
    }

    @Override
    public List<CommandOrder> list(boolean openOnly, Optional<CommandOrderId> after, int limit) {
        return read(
                "where id < $1 and (not $2 or next_deadline_at is not null) order by id desc limit $3",
                after.map(CommandOrderId::uuid).orElse(AFTER_ALL),
                openOnly,
                limit);
    }

    private static List<CommandOrder> read(String where, @Nullable Object... arguments) {
        List<CommandOrder> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from command_order " + where, arguments)) {
            found.add(new CommandOrder(
                    brief(row, "id"),
                    row.getLong("version"),
                    row.getString("text"),
                    row.getString("basis"),
                    row.getString("issuer"),
                    row.getString("owner"),
                    instant(row, "issued_at").orElseThrow(),
                    row.getInteger("recipients"),
                    state(row)));
        }
        return found;
    }

    /** @param id the column with the identity of the order */
    static Brief brief(Row row, String id) {
        return new Brief(
                new CommandOrderId(row.getUUID(id)),
                CommandKind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getBoolean("exercise"),
                Duration.ofSeconds(row.getInteger("acknowledge_within_s")),
                instant(row, "done_by"));
    }

    private static CommandState state(Row row) {
        Optional<Instant> next = instant(row, "next_deadline_at");
        Optional<Instant> completed = instant(row, "completed_at");
        return switch (row.getString("state")) {
            case "open" -> new Open(next.orElseThrow());
            case "complete" -> new Complete(completed.orElseThrow(), next);
            case "withdrawn" ->
                new Withdrawn(
                        instant(row, "withdrawn_at").orElseThrow(),
                        row.getString("withdrawn_by"),
                        row.getString("withdraw_reason"),
                        completed);
            case String other -> throw new IllegalStateException("A command order cannot be " + other);
        };
    }

    static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
