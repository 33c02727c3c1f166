package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Likeness.Past;
import io.qipan.dispatch.contingency.model.Likeness.Told;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresPastIncidents implements PastIncidents {
    /** Degrees of latitude, some 7 km: what is farther away has no points to win from its place. */
    private static final double NEAR_DEGREES = 0.065;

    // As the partial indexes say it.
    private static final String COMPARED = """
            with dealt_with as not materialized (
                select id, number, type, place, summary, ended_at from incident
                where state = 'ended' and not drill and outcome in ('RESOLVED', 'HANDED_OVER') and id <> $1),
            same as (select * from dealt_with where type = $2 order by ended_at desc, id desc limit $3),
            near as (
                select * from dealt_with
                where $4::double precision is not null and place is not null and type <> $2
                    and place <@ box(point($5::double precision - $7::double precision, $4 - $6::double precision),
                        point($5 + $7, $4 + $6))
                order by ended_at desc, id desc limit $3)
            select c.*, place[1] as latitude, place[0] as longitude,
                array(select distinct plan from contingency_activation a
                    where a.incident_id = c.id order by plan) as plans
            from (select * from same union all select * from near) c order by ended_at desc, id desc""";

    @Override
    public List<Past> toCompare(IncidentId incident, Told told, int limit) {
        @Nullable Wgs84 place = told.place().orElse(null);
        List<Past> found = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        COMPARED,
                        incident.uuid(),
                        told.type(),
                        limit / 2,
                        place == null ? null : place.latitude(),
                        place == null ? null : place.longitude(),
                        NEAR_DEGREES,
                        place == null
                                ? NEAR_DEGREES
                                : NEAR_DEGREES / Math.max(Math.cos(Math.toRadians(place.latitude())), 0.01))) {
            @Nullable Double latitude = row.getDouble("latitude");
            found.add(new Past(
                    new IncidentId(row.getUUID("id")),
                    row.getString("number"),
                    new Told(
                            row.getString("type"),
                            latitude == null
                                    ? Optional.empty()
                                    : Optional.of(new Wgs84(latitude, row.getDouble("longitude"))),
                            row.getString("summary")),
                    row.getOffsetDateTime("ended_at").toInstant(),
                    List.of(row.getArrayOfStrings("plans"))));
        }
        return found;
    }
}
