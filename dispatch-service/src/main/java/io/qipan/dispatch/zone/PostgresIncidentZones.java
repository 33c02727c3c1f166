package io.qipan.dispatch.zone;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.zone.model.Waiting;
import io.qipan.dispatch.zone.model.ZoneAnswer.InNone;
import io.qipan.dispatch.zone.model.ZoneAnswer.InZone;
import io.qipan.dispatch.zone.model.ZoneAnswer.Known;
import io.qipan.dispatch.zone.model.ZoneAnswer.Refused;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

@Singleton
class PostgresIncidentZones implements IncidentZones {
    /** As the index has it. */
    private static final String WAITS = "place is not null and (zone_place is null or not zone_place ~= place)";

    /** Who changes an incident holds its row, and must not wait for us, nor we for them: it comes again. */
    private static final String KEEP = """
            with found as (
                select * from unnest($1::uuid[], $2::float8[], $3::float8[], $4::text[], $5::bigint[])
                    as f (id, longitude, latitude, zone, revision)),
            held as (
                select id from incident where id = any($1::uuid[]) order by id for update skip locked)
            update incident i set zone = nullif(f.zone, ''), zone_place = i.place, zone_revision = f.revision, zone_found_at = $6
            from found f join held on held.id = f.id
            where i.id = f.id and i.place ~= point(f.longitude, f.latitude)""";

    @Override
    public List<Waiting> waiting(int limit) {
        List<Waiting> waiting = new ArrayList<>();
        Tx.current()
                .query(
                        "select id, place[0] as longitude, place[1] as latitude from incident where " + WAITS
                                + " order by id desc limit $1",
                        limit)
                .forEach(row -> waiting.add(new Waiting(
                        new IncidentId(row.getUUID("id")),
                        new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")))));
        return waiting;
    }

    @Override
    public long count(int limit) {
        return Tx.current()
                .query(
                        "select count(*) from (select from incident where not drill and " + WAITS
                                + " limit $1) waiting",
                        limit)
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public void keep(List<Found> found, Instant now) {
        Tx.current()
                .write(
                        KEEP,
                        column(found, one -> one.incident().incident().uuid(), UUID[]::new),
                        column(found, one -> one.incident().place().longitude(), Double[]::new),
                        column(found, one -> one.incident().place().latitude(), Double[]::new),
                        column(found, one -> zone(one.answer()), String[]::new),
                        column(found, one -> revision(one.answer()), Long[]::new),
                        now);
    }

    private static String zone(Known answer) {
        return answer instanceof InZone(String zone, var _) ? zone : "";
    }

    private static long revision(Known answer) {
        return switch (answer) {
            case InZone(var _, long revision) -> revision;
            case InNone(long revision) -> revision;
            case Refused() -> 0;
        };
    }

    private static <T> T[] column(List<Found> found, Function<Found, T> value, IntFunction<T[]> array) {
        return found.stream().map(value).toArray(array);
    }
}
