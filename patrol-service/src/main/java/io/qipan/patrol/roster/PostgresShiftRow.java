package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Beat;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.Beat.Ashore;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState;
import io.qipan.patrol.roster.model.ShiftState.Cancelled;
import io.qipan.patrol.roster.model.ShiftState.Ended;
import io.qipan.patrol.roster.model.ShiftState.HandedOver;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.patrol.roster.model.ShiftState.OnDuty;
import io.qipan.patrol.roster.model.ShiftState.Over;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.roster.model.ShiftState.Running;
import io.qipan.patrol.roster.model.ShiftState.Start;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.Handover;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.JsonColumn;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A shift as one row. */
final class PostgresShiftRow {

    private PostgresShiftRow() {}

    static Shift read(Row row) {
        return new Shift(
                row.getUUID("id"),
                row.getLong("version"),
                row.getString("unit_name"),
                Optional.ofNullable(row.getString("station")),
                instant(row, "from_at"),
                instant(row, "until_at"),
                ShiftMessages.crew(JsonColumn.read(row.getJsonArray("crew"), CrewMember::newBuilder).stream()
                        .map(CrewMember.Builder::build)
                        .toList()),
                beat(row),
                state(row));
    }

    private static Beat beat(Row row) {
        List<String> waters = List.of(row.getArrayOfStrings("waters"));
        if (!waters.isEmpty()) {
            return new OnWaters(waters);
        }
        return row.getBoolean("ashore") ? new Ashore() : new AsItMoves();
    }

    private static ShiftState state(Row row) {
        return switch (row.getString("state")) {
            case "planned" -> new Planned();
            case "running" -> new Running(start(row));
            case "handing_over" -> {
                Handover handover = handovers(row).getFirst();
                yield new HandingOver(
                        start(row),
                        ShiftMessages.stored(handover),
                        Times.instant(handover.getConfirmBy()),
                        handover.getReminders());
            }
            case "ended" -> ended(row);
            case "cancelled" -> new Cancelled(instant(row, "ended_at"), row.getString("end_notes"));
            case String other -> throw new IllegalStateException("A shift cannot be " + other);
        };
    }

    private static ShiftState ended(Row row) {
        List<Handover> handovers = handovers(row);
        if (handovers.isEmpty()) {
            return new Ended(start(row), instant(row, "ended_at"), row.getString("end_notes"));
        }
        Handover handover = handovers.getFirst();
        return new HandedOver(
                start(row),
                instant(row, "ended_at"),
                ShiftMessages.stored(handover),
                handover.getReminders(),
                handover.getConfirmedBy());
    }

    private static List<Handover> handovers(Row row) {
        return JsonColumn.read(row.getJsonArray("handover"), Handover::newBuilder).stream()
                .map(Handover.Builder::build)
                .toList();
    }

    private static Start start(Row row) {
        return new Start(instant(row, "started_at"), row.getString("started_by"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static Optional<Start> start(ShiftState state) {
        return switch (state) {
            case OnDuty onDuty -> Optional.of(onDuty.start());
            case Ended ended -> Optional.of(ended.start());
            case HandedOver over -> Optional.of(over.start());
            case Planned _, Cancelled _ -> Optional.empty();
        };
    }

    static Optional<Instant> endedAt(ShiftState state) {
        return state instanceof Over over ? Optional.of(over.at()) : Optional.empty();
    }

    static String endNotes(ShiftState state) {
        return switch (state) {
            case Ended ended -> ended.notes();
            case Cancelled cancelled -> cancelled.reason();
            case Planned _, Running _, HandingOver _, HandedOver _ -> "";
        };
    }
}
