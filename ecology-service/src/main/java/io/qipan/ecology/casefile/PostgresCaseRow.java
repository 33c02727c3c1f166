package io.qipan.ecology.casefile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.runtime.place.Datum.Wgs84;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code case_file} as a case file. */
final class PostgresCaseRow {

    private PostgresCaseRow() {}

    static CaseFile caseFile(Row row) {
        return new CaseFile(
                row.getUUID("id"),
                row.getString("number"),
                row.getLong("version"),
                facts(row),
                law(row),
                row.getString("owner"),
                instant(row, "opened_at"),
                state(row));
    }

    private static Facts facts(Row row) {
        Double latitude = row.getDouble("latitude");
        Double longitude = row.getDouble("longitude");
        return new Facts(
                row.getString("activity"),
                instant(row, "act_at"),
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Wgs84(latitude, longitude)),
                row.getDouble("uncertainty_m"),
                row.getString("summary"),
                Optional.ofNullable(row.getString("incident")),
                row.getBoolean("drill"));
    }

    private static Evaluation law(Row row) {
        try {
            return RuleMessages.evaluation(
                    EvaluateActResponse.parseFrom(row.getBuffer("law").getBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The law kept with case " + row.getString("number") + " cannot be read", e);
        }
    }

    private static CaseState state(Row row) {
        return switch (row.getString("state")) {
            case "OPEN" -> new Open(instant(row, "next_deadline_at"));
            case "CLOSED" -> new Closed(instant(row, "closed_at"), row.getString("close_reason"));
            default -> throw new IllegalStateException("Unknown state " + row.getString("state"));
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
