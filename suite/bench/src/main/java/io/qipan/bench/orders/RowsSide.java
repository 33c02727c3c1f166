package io.qipan.bench.orders;

import io.qipan.bench.harness.Side;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.proto.dispatch.v1.CommandOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The limit: the rows of one order written again by the database itself, in one transaction, into tables like those of the
 * service; no row comes over the wire, and nobody is told.
 */
final class RowsSide implements Side, AutoCloseable {
    private static final List<String> TABLES =
            List.of("command_order", "command_notice", "journal", "journal_pending", "deadline");

    private final Connection connection;
    private final UUID order;
    private final int recipients;

    RowsSide(DatabaseAccess database, CommandOrder order) throws SQLException {
        this.order = UUID.fromString(order.getName().substring("commandOrders/".length()));
        this.recipients = order.getRecipients();
        this.connection = database.connect();
        drop();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("create table bench_%1$s (like %1$s including all)".formatted(table));
            }
            statement.execute(
                    "alter table bench_command_notice add foreign key (order_id) references bench_command_order");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public String title() {
        return "Same rows, INSERT SELECT";
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public int yields() {
        return recipients;
    }

    @Override
    public CompletableFuture<?> once() {
        return CompletableFuture.runAsync(this::write);
    }

    private void write() {
        UUID copy = UUID.randomUUID();
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                insert into bench_command_order
                select (jsonb_populate_record(o, jsonb_build_object('id', '%2$s'))).* from command_order o where id = '%1$s';
                insert into bench_command_notice
                select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'order_id', '%2$s'))).*
                from command_notice n where order_id = '%1$s';
                with told as (
                    insert into bench_journal (resource, action, actor, request_id, occurred_at, recorded_at, reason, type,
                        state, origin, on_behalf_of)
                    select resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state, origin,
                        on_behalf_of
                    from journal where kind = 'commandNotices' and action = 'command_notice.sent' limit %3$d
                    returning position)
                insert into bench_journal_pending (position) select position from told;
                insert into bench_deadline (kind, subject, due_at) values ('command_order.look', '%2$s', now())\
                """.formatted(order, copy, recipients));
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES.reversed()) {
                statement.execute("drop table if exists bench_" + table + " cascade");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            drop();
        }
    }
}
