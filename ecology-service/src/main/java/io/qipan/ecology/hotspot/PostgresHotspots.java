package io.qipan.ecology.hotspot;

import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.ecology.hotspot.model.Clustering;
import io.qipan.ecology.hotspot.model.Hotspot;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresHotspots implements Hotspots {

    @Override
    public void lock() {
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('hotspots', 0))");
    }

    @Override
    public Set<Hotspot.Key> stored(Collection<Hotspot> hotspots) {
        Set<Hotspot.Key> stored = new HashSet<>();
        Columns columns = new Columns(hotspots);
        Tx.current()
                .query("""
                        select h.* from unnest($1::text[], $2::timestamptz[], $3::float8[], $4::float8[])
                            as n (satellite, acquired_at, latitude, longitude)
                        join hotspot h using (satellite, acquired_at, latitude, longitude)""", columns.satellites(), columns.times(), columns.latitudes(), columns.longitudes())
                .forEach(row -> stored.add(hotspot(row).key()));
        return stored;
    }

    @Override
    public List<OfClue> near(Collection<Hotspot> hotspots) {
        List<OfClue> near = new ArrayList<>();
        Columns columns = new Columns(hotspots);
        Tx.current()
                .query(
                        """
                        select distinct h.*, coalesce(c.merged_into, c.id) as counts_for from unnest($1::timestamptz[], $2::float8[], $3::float8[], $4::float8[])
                            as n (acquired_at, latitude, longitude, reach)
                        join hotspot h on h.acquired_at between n.acquired_at - make_interval(hours => $5)
                                and n.acquired_at + make_interval(hours => $5)
                            and h.latitude between n.latitude - $6 and n.latitude + $6
                            and h.longitude between n.longitude - n.reach and n.longitude + n.reach
                        join clue c on c.id = h.clue and c.state <> 'ANSWERED'""",
                        columns.times(),
                        columns.latitudes(),
                        columns.longitudes(),
                        columns.reaches(),
                        (int) Clustering.WINDOW.toHours(),
                        Clustering.latitudeReach())
                .forEach(row -> near.add(new OfClue(hotspot(row), row.getUUID("counts_for"))));
        return near;
    }

    @Override
    public void addExplained(Map<Hotspot, UUID> heatSources) {
        List<Hotspot> hotspots = List.copyOf(heatSources.keySet());
        add(hotspots, hotspots.stream().map(heatSources::get).toArray(UUID[]::new), new UUID[hotspots.size()]);
    }

    @Override
    public void addToClue(UUID clue, List<Hotspot> hotspots) {
        UUID[] clues = hotspots.stream().map(_ -> clue).toArray(UUID[]::new);
        add(hotspots, new UUID[hotspots.size()], clues);
    }

    private static void add(List<Hotspot> hotspots, @Nullable UUID[] sources, @Nullable UUID[] clues) {
        Columns columns = new Columns(hotspots);
        Tx.current()
                .write(
                        """
                        insert into hotspot (id, satellite, acquired_at, latitude, longitude, confidence, frp_mw,
                            heat_source, clue)
                        select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::float8[], $5::float8[],
                            $6::text[], $7::float8[], $8::uuid[], $9::uuid[])""",
                        hotspots.stream().map(Hotspot::id).toArray(UUID[]::new),
                        columns.satellites(),
                        columns.times(),
                        columns.latitudes(),
                        columns.longitudes(),
                        hotspots.stream()
                                .map(hotspot -> hotspot.confidence().name())
                                .toArray(String[]::new),
                        hotspots.stream().map(Hotspot::frpMw).toArray(Double[]::new),
                        sources,
                        clues);
    }

    @Override
    public List<Hotspot> ofClue(UUID clue, Optional<Place> after, int most) {
        List<Hotspot> found = new ArrayList<>();
        Tx.current()
                .query(
                        """
                        select * from hotspot where clue = $1
                            and ($2::timestamptz is null or (acquired_at, id) > ($2, $3::uuid))
                        order by acquired_at, id limit $4""",
                        clue,
                        after.map(Place::acquiredAt).orElse(null),
                        after.map(Place::id).orElse(null),
                        most)
                .forEach(row -> found.add(hotspot(row)));
        return found;
    }

    /** For one argument each, however many rows. */
    private record Columns(Collection<Hotspot> hotspots) {

        Object satellites() {
            return hotspots.stream().map(Hotspot::satellite).toArray(String[]::new);
        }

        Object times() {
            return hotspots.stream()
                    .map(hotspot -> hotspot.acquiredAt().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new);
        }

        Object latitudes() {
            return hotspots.stream().map(hotspot -> hotspot.point().latitude()).toArray(Double[]::new);
        }

        Object longitudes() {
            return hotspots.stream().map(hotspot -> hotspot.point().longitude()).toArray(Double[]::new);
        }

        Object reaches() {
            return hotspots.stream()
                    .map(hotspot -> Clustering.longitudeReach(hotspot.point().latitude()))
                    .toArray(Double[]::new);
        }
    }

    private static Hotspot hotspot(Row row) {
        return new Hotspot(
                row.getUUID("id"),
                row.getString("satellite"),
                row.getOffsetDateTime("acquired_at").toInstant(),
                new Wgs84(row.getDouble("latitude"), row.getDouble("longitude")),
                Confidence.valueOf(row.getString("confidence")),
                row.getDouble("frp_mw"));
    }
}
