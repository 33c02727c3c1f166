package io.qipan.ecology.casefile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.casefile.model.Belonging;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.EarlierFacts;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.Facts.Details;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.Procedure;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.runtime.place.Datum.Wgs84;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of {@code case_file} as a case file. */
final class PostgresCaseRow {

    private PostgresCaseRow() {}

    static CaseFile caseFile(Row row) {
        Facts facts = facts(row);
        return new CaseFile(
                row.getUUID("id"),
                row.getString("number"),
                row.getLong("version"),
                facts,
                law(row),
                earlier(row, facts),
                belonging(row),
                row.getString("owner"),
                instant(row, "opened_at"),
                state(row),
                procedure(row));
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
                row.getBoolean("drill"),
                details(row));
    }

    private static Details details(Row row) {
        try {
            return CaseMessages.details(Case.parseFrom(row.getBuffer("facts").getBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The facts of case " + row.getString("number") + " cannot be read", e);
        }
    }

    /** Column {@code facts}. */
    static byte[] facts(CaseFile file) {
        return CaseMessages.message(file.facts().details()).toByteArray();
    }

    private static Belonging belonging(Row row) {
        return new Belonging(
                Optional.ofNullable(row.getString("agency")),
                row.getString("agency_reason"),
                Optional.ofNullable(row.getString("designated_by")));
    }

    private static Evaluation law(Row row) {
        try {
            return RuleMessages.evaluation(
                    EvaluateActResponse.parseFrom(row.getBuffer("law").getBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The law kept with case " + row.getString("number") + " cannot be read", e);
        }
    }

    private static List<EarlierFacts> earlier(Row row, Facts facts) {
        try {
            return Case.parseFrom(row.getBuffer("earlier").getBytes()).getEarlierList().stream()
                    .map(message -> CaseMessages.earlier(message, facts.incident(), facts.drill()))
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "The earlier facts of case " + row.getString("number") + " cannot be read", e);
        }
    }

    /** Column {@code earlier}. */
    static byte[] earlier(CaseFile file) {
        return Case.newBuilder()
                .addAllEarlier(
                        file.earlier().stream().map(CaseMessages::message).toList())
                .build()
                .toByteArray();
    }

    private static Procedure procedure(Row row) {
        try {
            return ProcedureMessages.procedure(io.qipan.proto.ecology.v1.Procedure.parseFrom(
                    row.getBuffer("procedure").getBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The procedure of case " + row.getString("number") + " cannot be read", e);
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
