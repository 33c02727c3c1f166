package io.qipan.e2e;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The feed of one service as its database holds it, read beside the service. */
record Ledger(Service service, List<Entry> entries, long journalRows, long pending) {

    /** One change. */
    record Entry(long revision, String resource, String action, Optional<UUID> requestId, Any state) {

        String kind() {
            return resource.substring(0, resource.indexOf('/'));
        }

        boolean shows(Message resourceMessage) {
            try {
                return state.is(resourceMessage.getClass())
                        && state.unpack(resourceMessage.getClass()).equals(resourceMessage);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("The state of " + resource + " cannot be read", e);
            }
        }

        <M extends Message> M state(Class<M> type) {
            try {
                return state.unpack(type);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("The state of " + resource + " cannot be read", e);
            }
        }
    }

    static Ledger read(DatabaseAccess database, Service service) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Ledger(
                    service,
                    entries(connection),
                    number(connection, "select count(*) from journal"),
                    number(connection, "select count(*) from journal_pending"));
        } catch (SQLException e) {
            throw new AssertionError("The feed of " + service.processName() + " cannot be read", e);
        }
    }

    private static List<Entry> entries(Connection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select f.revision, j.resource, j.action, j.request_id, j.type, j.state
                        from feed f join journal j using (position) order by f.revision""")) {
            statement.setFetchSize(1_000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getLong("revision"),
                            row.getString("resource"),
                            row.getString("action"),
                            Optional.ofNullable(row.getObject("request_id", UUID.class)),
                            Any.newBuilder()
                                    .setTypeUrl("type.googleapis.com/" + row.getString("type"))
                                    .setValue(ByteString.copyFrom(row.getBytes("state")))
                                    .build()));
                }
            }
        }
        return entries;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One number, by SQL. */
    static long number(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect()) {
            return number(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The ids of the requests that took effect. */
    static Set<UUID> requests(DatabaseAccess database) {
        Set<UUID> ids = new HashSet<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("select request_id from request");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
            }
            return ids;
        } catch (SQLException e) {
            throw new AssertionError("The requests cannot be read", e);
        }
    }

    long head() {
        return entries.isEmpty() ? 0 : entries.getLast().revision();
    }

    Map<UUID, List<Entry>> byRequest() {
        return entries.stream()
                .filter(entry -> entry.requestId().isPresent())
                .collect(Collectors.groupingBy(entry -> entry.requestId().orElseThrow()));
    }

    Map<String, List<Entry>> byResource() {
        return entries.stream().collect(Collectors.groupingBy(Entry::resource));
    }
}
