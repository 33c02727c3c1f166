package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.common.v1.Location;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.work.JsonColumn;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** An incident as a row. */
final class IncidentRow {

    private IncidentRow() {}

    static Incident incident(Row row) {
        return new Incident(
                new IncidentId(row.getUUID("id")),
                row.getString("number"),
                row.getLong("version"),
                state(row),
                row.getString("type"),
                Priority.valueOf(row.getString("priority")),
                row.getString("summary"),
                JsonColumn.read(row.getJsonArray("locations"), Location::newBuilder).stream()
                        .map(message -> PlaceMessages.stored(message.build()))
                        .toList(),
                Arrays.stream(row.getArrayOfUUIDs("calls")).map(CallId::new).toList(),
                row.getString("owner"),
                instant(row, "opened_at"),
                instant(row, "act_at"),
                row.getBoolean("drill"),
                instant(row, "recorded_at"),
                Optional.ofNullable(row.getString("clue")),
                Arrays.stream(row.getArrayOfUUIDs("unverified"))
                        .map(ForcedPlaceId::new)
                        .toList());
    }

    private static IncidentState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "merged" ->
                new IncidentState.Merged(
                        new IncidentId(row.getUUID("merged_into")),
                        open(row.getString("unmerged_state"), instant(row, "unmerged_deadline_at")));
            case "ended" ->
                new IncidentState.Ended(
                        IncidentOutcome.valueOf(row.getString("outcome")),
                        row.getString("rationale"),
                        instant(row, "ended_at"));
            default -> open(word, instant(row, "next_deadline_at"));
        };
    }

    private static IncidentState.Open open(String word, Instant nextDeadlineAt) {
        return switch (word) {
            case "new" -> new IncidentState.New(nextDeadlineAt);
            case "queued" -> new IncidentState.Queued(nextDeadlineAt);
            case "active" -> new IncidentState.Active(nextDeadlineAt);
            case "monitored" -> new IncidentState.Monitored(nextDeadlineAt);
            default -> throw new IllegalStateException("An incident cannot be " + word);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
