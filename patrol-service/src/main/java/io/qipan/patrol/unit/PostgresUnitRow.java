package io.qipan.patrol.unit;

import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.place.Datum.Wgs84;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** A unit as one row, with where it is and what holds it. */
final class PostgresUnitRow {
    /** To be continued with {@code where}. */
    static final String SELECT = """
            select u.*, k.usual_speed_mps, k.stale_after_s, c.order_name,
                   p.given_latitude, p.given_longitude, p.given_datum, p.latitude, p.longitude, p.accuracy_m, p.fixed_at,
                   p.received_at
            from unit u
            join unit_kind k on k.code = u.kind
            left join last_position p on p.unit_name = u.name
            left join commitment c on c.unit_name = u.name and c.released_at is null
            """;

    private PostgresUnitRow() {}

    static Unit read(Row row) {
        return new Unit(
                row.getString("name"),
                row.getLong("version"),
                row.getString("call_sign"),
                row.getString("kind"),
                List.of(row.getArrayOfStrings("extra_capabilities")),
                Optional.ofNullable(row.getString("station")),
                status(row),
                position(row),
                Optional.ofNullable(row.getString("order_name")));
    }

    private static UnitStatus status(Row row) {
        String reason = row.getString("status_reason");
        return reason.isEmpty() ? new InService() : new OutOfService(reason);
    }

    /** Empty if there is none in this row. */
    static Optional<Position> position(Row row) {
        if (row.getOffsetDateTime("fixed_at") == null) {
            return Optional.empty();
        }
        return Optional.of(new Position(
                DatumColumn.point(
                        row.getDouble("given_latitude"),
                        row.getDouble("given_longitude"),
                        row.getString("given_datum")),
                new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getDouble("accuracy_m"),
                row.getOffsetDateTime("fixed_at").toInstant(),
                row.getOffsetDateTime("received_at").toInstant()));
    }
}
