package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Sighting;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
class PostgresDuplicateCandidates implements DuplicateCandidates {
    private static final int NEWEST_CALLS = 20;

    /** Metres beyond the uncertainty of the report. What is further away has no points to win from its place. */
    private static final double REACH_M = 10_000;

    private static final double MOST_REACH_M = 100_000;
    private static final double METRES_PER_DEGREE = 111_195;

    // Each branch is bounded and goes by an index of its own; a root that has ended takes nobody in any more.
    private static final String NEAR = """
            with recursive by_place as (
                select id from incident
                where $1::boolean and state <> 'ended' and place is not null
                    and place <@ box(point($2::double precision - $4::double precision, $3::double precision - $5::double precision),
                        point($2::double precision + $4::double precision, $3::double precision + $5::double precision))
                    and opened_at between $6 and $7 and drill = $8
                order by abs(extract(epoch from opened_at - $9::timestamptz)), id limit $11),
            by_number as (
                select i.id from caller_number asked join caller_number told using (fingerprint)
                    join call c on c.id = told.call_id join incident i on i.id = c.incident_id
                where asked.call_id = any($10::uuid[])
                    and i.state <> 'ended' and i.opened_at between $6 and $7 and i.drill = $8
                order by told.call_id desc, i.id limit $12),
            without_place as (
                select id from incident
                where (place is null or not $1::boolean) and state <> 'ended' and opened_at between $6 and $7 and drill = $8
                order by opened_at desc, id limit $12),
            found as (
                select id from by_place union select id from by_number union select id from without_place),
            up as (
                select f.id, i.id as root, i.merged_into from found f join incident i on i.id = f.id
                union all
                select up.id, i.id, i.merged_into from up join incident i on i.id = up.merged_into)
            select i.id, up.root, i.type, i.opened_at, i.summary, i.priority, i.drill, i.place_radius_m,
                i.place[0] as longitude, i.place[1] as latitude, i.id in (select id from by_number) as same_number
            from up join incident i on i.id = up.id join incident r on r.id = up.root
            where up.merged_into is null and r.state not in ('ended', 'merged')
            order by i.id""";

    @Override
    public List<Candidate> near(Sighting report, List<CallId> calls, Duration atMostApart) {
        Optional<Sighting.Spot> spot = report.spot();
        double reach = Math.min(spot.map(Sighting.Spot::radiusM).orElse(0.0) + REACH_M, MOST_REACH_M);
        double latitude = spot.map(s -> s.middle().latitude()).orElse(0.0);
        double longitude = spot.map(s -> s.middle().longitude()).orElse(0.0);
        double north = reach / METRES_PER_DEGREE;
        List<Candidate> candidates = new ArrayList<>();
        Tx.current()
                .query(
                        NEAR,
                        spot.isPresent(),
                        longitude,
                        latitude,
                        north / Math.max(Math.cos(Math.toRadians(latitude)), 0.01),
                        north,
                        report.at().minus(atMostApart),
                        report.at().plus(atMostApart),
                        report.drill(),
                        report.at(),
                        calls.stream().map(CallId::uuid).toArray(UUID[]::new),
                        MOST / 2,
                        MOST / 4)
                .forEach(row -> candidates.add(candidate(row)));
        return candidates;
    }

    private static Candidate candidate(Row row) {
        Double latitude = row.getDouble("latitude");
        return new Candidate(
                new IncidentId(row.getUUID("id")),
                new IncidentId(row.getUUID("root")),
                row.getString("type"),
                new Sighting(
                        latitude == null
                                ? Optional.empty()
                                : Optional.of(new Sighting.Spot(
                                        new Wgs84(latitude, row.getDouble("longitude")),
                                        row.getDouble("place_radius_m"))),
                        row.getOffsetDateTime("opened_at").toInstant(),
                        Optional.of(row.getString("type")),
                        row.getString("summary"),
                        row.getString("priority").equals("P1"),
                        row.getBoolean("drill")),
                row.getBoolean("same_number"));
    }

    @Override
    public List<CallId> newestCalls(IncidentId incident) {
        List<CallId> calls = new ArrayList<>();
        Tx.current()
                .query(
                        "select id from call where incident_id = $1 order by id desc limit $2",
                        incident.uuid(),
                        NEWEST_CALLS)
                .forEach(row -> calls.add(new CallId(row.getUUID("id"))));
        return calls;
    }
}
