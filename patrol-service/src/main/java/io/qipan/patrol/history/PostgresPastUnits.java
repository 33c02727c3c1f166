package io.qipan.patrol.history;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unit's changes are made under the lock of its row, so their positions in the journal are in the order of the feed. A fix counts
 * from the earlier of its own time and its arrival, as everywhere: one from the future, by a clock that is ahead, does so
 * from its arrival on.
 */
@Singleton
class PostgresPastUnits implements PastUnits {
    private static final String LIST = """
            select told.state, k.stale_after_s, p.*, exists (
                select from shift s where s.unit_name = u.name and s.started_at <= $1
                    and (s.ended_at is null or s.ended_at > $1)) as crewed,
                exists (select from shift s where s.unit_name = u.name
                    and (s.state <> 'cancelled' or s.ended_at > $1)
                    and least(s.from_at, s.started_at) < $5 and greatest(s.until_at, s.ended_at) > $4) as rostered
            from unit u
            join unit_kind k on k.code = u.kind
            join lateral (
                select state from journal
                where kind = 'units' and resource = u.name and recorded_at <= $1
                order by position desc limit 1) told on true
            left join lateral (
                select * from (
                    (select * from %1$s
                     where unit_name = u.name and fixed_at > $1 - interval '24 hours' and fixed_at <= $1 and received_at <= $1
                     order by fixed_at desc limit 1)
                    union all
                    (select * from %1$s
                     where unit_name = u.name and fixed_at > $1 and fixed_at <= $1 + interval '5 minutes' and received_at <= $1
                     order by received_at desc limit 1)) fix
                order by least(fixed_at, received_at) desc, fixed_at desc limit 1) p on true
            where u.name > $2 order by u.name limit $3""";

    @Override
    public List<PastUnit> list(Instant at, Page page) {
        List<PastUnit> units = new ArrayList<>();
        LocalDate day = Roster.day(at);
        Tx.current()
                .query(
                        LIST.formatted(table(at)),
                        at,
                        page.after().orElse(""),
                        page.size() + 1,
                        Roster.begin(day),
                        Roster.begin(day.plusDays(1)))
                .forEach(row -> units.add(unit(row)));
        return units;
    }

    /** The first question takes the lock that keeps a day from moving to the archive meanwhile. */
    private static String table(Instant at) {
        Tx tx = Tx.current();
        tx.write("select from only position limit 0");
        boolean isArchived = tx.query(
                        "select position_is_archived($1, $2) as archived", at.minus(LOOKS_BACK), at.plus(CLOCKS_AHEAD))
                .iterator()
                .next()
                .getBoolean("archived");
        // With the times written out, so that only the days of it are opened: with arguments PostgreSQL plans, and
        // locks,
        // every day there is.
        String within = " where fixed_at > '" + at.minus(LOOKS_BACK) + "'::timestamptz and fixed_at <= '"
                + at.plus(CLOCKS_AHEAD) + "'::timestamptz";
        return isArchived
                ? "(select * from position" + within + " union all select * from position_archive" + within + ") ever"
                : "position";
    }

    private static PastUnit unit(Row row) {
        try {
            return new PastUnit(
                    Unit.parseFrom(row.getBuffer("state").getBytes()),
                    position(row),
                    Duration.ofSeconds(row.getInteger("stale_after_s")),
                    row.getBoolean("crewed"),
                    row.getBoolean("rostered"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The journal holds a state of a unit that cannot be read", e);
        }
    }

    private static Optional<Position> position(Row row) {
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

    @Override
    public Optional<String> dutyLevel(Instant at) {
        for (Row row : Tx.current()
                .query("select level_code from duty_order where given_at <= $1 order by given_at desc limit 1", at)) {
            return Optional.of(row.getString("level_code"));
        }
        return Optional.empty();
    }
}
