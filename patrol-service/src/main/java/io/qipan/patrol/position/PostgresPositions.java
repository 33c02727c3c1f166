package io.qipan.patrol.position;

import io.qipan.patrol.place.DatumColumn;
import io.qipan.patrol.position.model.Position;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;

@Singleton
class PostgresPositions implements Positions {
    private static final String COLUMNS = """
            (unit_name, given_latitude, given_longitude, given_datum, latitude, longitude, accuracy_m, fixed_at, received_at)
            """;

    /** One statement: reports are by far the most frequent request, and each round trip would count. */
    private static final String KEEP = """
            with reported as (
                select name, $2::float8, $3::float8, $4::text, $5::float8, $6::float8, $7::float8, $8::timestamptz,
                       $9::timestamptz
                from unit where name = $1),
            kept as (insert into position""" + COLUMNS + """
                select * from reported),
            latest as (
                insert into last_position""" + COLUMNS + """
                select * from reported
                on conflict (unit_name) do update set
                    given_latitude = excluded.given_latitude, given_longitude = excluded.given_longitude,
                    given_datum = excluded.given_datum, latitude = excluded.latitude, longitude = excluded.longitude,
                    accuracy_m = excluded.accuracy_m, fixed_at = excluded.fixed_at, received_at = excluded.received_at
                where least(last_position.fixed_at, last_position.received_at)
                    <= least(excluded.fixed_at, excluded.received_at)
                returning unit_name)
            select exists (select from reported) as known, exists (select from latest) as latest""";

    @Override
    public Kept keep(String unit, Position position) {
        Row row = Tx.current()
                .query(
                        KEEP,
                        unit,
                        position.given().latitude(),
                        position.given().longitude(),
                        DatumColumn.of(position.given()),
                        position.wgs84().latitude(),
                        position.wgs84().longitude(),
                        position.accuracyM(),
                        position.fixedAt(),
                        position.receivedAt())
                .iterator()
                .next();
        if (!row.getBoolean("known")) {
            return Kept.UNIT_UNKNOWN;
        }
        return row.getBoolean("latest") ? Kept.AS_LATEST : Kept.AS_HISTORY;
    }
}
