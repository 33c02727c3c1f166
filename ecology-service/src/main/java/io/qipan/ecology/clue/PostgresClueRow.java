package io.qipan.ecology.clue;

import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.ecology.clue.model.Disposition;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.ecology.clue.model.Estimate;
import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.clue.model.Term;
import io.qipan.ecology.clue.model.Triage;
import io.qipan.runtime.place.Datum.Wgs84;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of {@code clue} as a clue. */
final class PostgresClueRow {

    private PostgresClueRow() {}

    static Clue clue(Row row) {
        return new Clue(
                row.getUUID("id"),
                row.getString("number"),
                row.getLong("version"),
                report(row),
                row.getString("owner"),
                instant(row, "received_at"),
                term(row, "triage"),
                term(row, "answer"),
                state(row),
                incident(row),
                check(row));
    }

    private static Report report(Row row) {
        Double latitude = row.getDouble("latitude");
        Double longitude = row.getDouble("longitude");
        return new Report(
                Source.valueOf(row.getString("source")),
                row.getString("reference"),
                Optional.ofNullable(row.getString("activity")),
                instant(row, "occurred_at"),
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Wgs84(latitude, longitude)),
                row.getDouble("uncertainty_m"),
                row.getString("place_text"),
                row.getString("summary"),
                Optional.ofNullable(row.getString("confidence"))
                        .map(name -> new Estimate(Confidence.valueOf(name), row.getString("confidence_reason"))),
                Optional.ofNullable(row.getUUID("tipster")),
                row.getBoolean("drill"));
    }

    private static Term term(Row row, String kind) {
        return new Term(
                instant(row, kind + "_due_at"),
                row.getString(kind + "_basis"),
                row.getBoolean(kind + "_provisional"),
                new Length(row.getInteger(kind + "_length"), Length.Unit.valueOf(row.getString(kind + "_unit"))));
    }

    private static Optional<SiteCheck> check(Row row) {
        return Optional.ofNullable(row.getString("check_tip"))
                .map(tip -> new SiteCheck(
                        SiteCheck.FireTip.valueOf(tip),
                        term(row, "check"),
                        instant(row, "check_remind_at"),
                        at(row, "checked_at")
                                .map(checked -> new SiteCheck.Made(
                                        row.getString("check_inspection"), checked, row.getString("checked_by")))));
    }

    private static ClueState state(Row row) {
        return switch (row.getString("state")) {
            case "RECEIVED" -> new Received(instant(row, "next_deadline_at"));
            case "TRIAGED" ->
                new Triaged(instant(row, "first_triaged_at"), triage(row), instant(row, "next_deadline_at"));
            case "ANSWERED" ->
                new Answered(
                        instant(row, "first_triaged_at"),
                        triage(row),
                        instant(row, "answered_at"),
                        row.getString("answered_by"),
                        row.getString("answer"));
            default -> throw new IllegalStateException("A clue cannot be " + row.getString("state"));
        };
    }

    private static Triage triage(Row row) {
        return new Triage(
                disposition(row),
                row.getString("triage_reason"),
                instant(row, "triaged_at"),
                row.getString("triaged_by"));
    }

    private static Disposition disposition(Row row) {
        return switch (row.getString("disposition")) {
            case "TO_CASE" -> new ToCase(row.getString("to_case"));
            case "TO_INCIDENT" -> new ToIncident();
            case "MERGED_INTO" -> new MergedInto(row.getUUID("merged_into"));
            case "HANDED_TO" -> new HandedTo(row.getString("handed_to"));
            case "NOT_ENOUGH" -> new NotEnough();
            default -> throw new IllegalStateException("Unknown disposition " + row.getString("disposition"));
        };
    }

    private static Optional<LinkedIncident> incident(Row row) {
        return at(row, "incident_requested_at")
                .map(requested -> new LinkedIncident(
                        requested,
                        Optional.ofNullable(row.getString("incident"))
                                .map(name -> new LinkedIncident.Opened(
                                        name,
                                        row.getString("incident_number"),
                                        Optional.ofNullable(row.getString("incident_merged_into")),
                                        row.getLong("incident_version"))),
                        at(row, "incident_ended_at")
                                .map(ended -> new LinkedIncident.Result(
                                        ended, row.getString("incident_outcome"), row.getString("incident_result")))));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<Instant> at(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
