package io.qipan.patrol.position;

import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.position.Positions.DeviceSpan;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one unit, in the order of the key, those of archived days included. */
final class PostgresTrack {
    private static final String SELECT = "select * from track_of_unit($1, $2, $3, $4, $5, $6, $7, $8)";

    private static final String DEVICES = "select * from devices_of_unit($1, $2, $3)";

    private PostgresTrack() {}

    static List<DeviceSpan> devices(String unit, Instant from, Instant until) {
        List<DeviceSpan> devices = new ArrayList<>();
        Tx.current()
                .query(DEVICES, unit, from, until)
                .forEach(row -> devices.add(new DeviceSpan(
                        row.getString("device"),
                        row.getOffsetDateTime("first_at").toInstant(),
                        row.getOffsetDateTime("last_at").toInstant())));
        return devices;
    }

    static List<Fix> read(String unit, Optional<String> device, Instant from, Instant until, Page page) {
        TrackKey after = page.after(TrackKey::parse).orElse(TrackKey.before(from));
        // The days before the key need not be opened.
        Instant first = after.fixedAt().isAfter(from) ? after.fixedAt() : from;
        List<Fix> track = new ArrayList<>();
        Tx.current()
                .query(
                        SELECT,
                        unit,
                        first,
                        until,
                        after.fixedAt(),
                        after.device(),
                        after.sequence(),
                        device.orElse(null),
                        page.size() + 1)
                .forEach(row -> track.add(fix(row)));
        return track;
    }

    private static Fix fix(Row row) {
        return new Fix(
                row.getString("device"),
                row.getLong("sequence"),
                position(row),
                new Motion(number(row, "speed_mps"), number(row, "course_deg"), number(row, "altitude_m")),
                row.getBoolean("mock_location"),
                Optional.ofNullable(row.getLong("clock_ahead_ms")).map(Duration::ofMillis));
    }

    private static Position position(Row row) {
        return new Position(
                DatumColumn.point(
                        row.getDouble("given_latitude"),
                        row.getDouble("given_longitude"),
                        row.getString("given_datum")),
                new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getDouble("accuracy_m"),
                row.getOffsetDateTime("fixed_at").toInstant(),
                row.getOffsetDateTime("received_at").toInstant());
    }

    private static Optional<Double> number(Row row, String column) {
        return Optional.ofNullable(row.getDouble(column));
    }
}
