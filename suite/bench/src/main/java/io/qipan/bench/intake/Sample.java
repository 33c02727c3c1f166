package io.qipan.bench.intake;

import io.qipan.launcher.DatabaseAccess;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The rows that the service wrote for one incident. The other side writes the same, with ids of its own. */
record Sample(IncidentRow incident, JournalRow journal, DeadlineRow deadline, RequestRow request) {

    record IncidentRow(
            long version,
            String state,
            String type,
            String priority,
            String summary,
            JsonArray locations,
            String owner,
            OffsetDateTime nextDeadlineAt,
            OffsetDateTime openedAt,
            OffsetDateTime actAt,
            boolean drill,
            OffsetDateTime recordedAt) {}

    record JournalRow(
            String action,
            String actor,
            OffsetDateTime occurredAt,
            OffsetDateTime recordedAt,
            String reason,
            String type,
            Buffer state) {}

    record DeadlineRow(String kind, OffsetDateTime dueAt) {}

    record RequestRow(String caller, String method, Buffer bodyHash, Buffer reply) {}

    /** Reads the one row of each table that belongs to this incident and request. */
    static Sample read(DatabaseAccess database, String incident, UUID requestId) throws SQLException {
        try (Connection connection = database.connect()) {
            UUID id = UUID.fromString(incident.substring("incidents/".length()));
            return new Sample(
                    one(connection, "select * from incident where id = ?", id, Sample::incident),
                    one(connection, "select * from journal where resource = ?", incident, Sample::journal),
                    one(connection, "select * from deadline where subject = ?", incident, Sample::deadline),
                    one(connection, "select * from request where request_id = ?", requestId, Sample::request));
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> T one(Connection connection, String sql, Object key, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("No row: " + statement);
                }
                T row = reading.of(rows);
                if (rows.next()) {
                    throw new IllegalStateException("More than one row: " + statement
                            + ". The service writes more than this measurement knows.");
                }
                return row;
            }
        }
    }

    private static IncidentRow incident(ResultSet row) throws SQLException {
        return new IncidentRow(
                row.getLong("version"),
                row.getString("state"),
                row.getString("type"),
                row.getString("priority"),
                row.getString("summary"),
                new JsonArray(row.getString("locations")),
                row.getString("owner"),
                time(row, "next_deadline_at"),
                time(row, "opened_at"),
                time(row, "act_at"),
                row.getBoolean("drill"),
                time(row, "recorded_at"));
    }

    private static JournalRow journal(ResultSet row) throws SQLException {
        return new JournalRow(
                row.getString("action"),
                row.getString("actor"),
                time(row, "occurred_at"),
                time(row, "recorded_at"),
                row.getString("reason"),
                row.getString("type"),
                Buffer.buffer(row.getBytes("state")));
    }

    private static DeadlineRow deadline(ResultSet row) throws SQLException {
        return new DeadlineRow(row.getString("kind"), time(row, "due_at"));
    }

    private static RequestRow request(ResultSet row) throws SQLException {
        return new RequestRow(
                row.getString("caller"),
                row.getString("method"),
                Buffer.buffer(row.getBytes("body_hash")),
                Buffer.buffer(row.getBytes("reply")));
    }

    private static OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }
}
