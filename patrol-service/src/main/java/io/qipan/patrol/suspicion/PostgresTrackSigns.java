package io.qipan.patrol.suspicion;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.Likeness;
import io.qipan.patrol.suspicion.model.PairLikeness;
import io.qipan.patrol.suspicion.model.PlaceLikeness;
import io.qipan.patrol.suspicion.model.PlaceLikeness.Match;
import io.qipan.patrol.suspicion.model.Prints;
import io.qipan.patrol.suspicion.model.SharedDevice;
import io.qipan.patrol.suspicion.model.Signs;
import io.qipan.patrol.suspicion.model.Signs.Ashore;
import io.qipan.patrol.suspicion.model.Signs.Span;
import io.qipan.patrol.suspicion.model.TimedPairs;
import io.qipan.patrol.suspicion.model.TimedPlaces;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

@Singleton
class PostgresTrackSigns implements TrackSigns {
    /** A boat that goes the same round all year must not be compared with all of it. The contract tells the number. */
    private static final int LOOKS_BACK_DAYS = 90;

    @Override
    public void replace(String unit, Quarter.Run run, Collection<Signs> signs) {
        Tx.current()
                .write(
                        "delete from track_sign where unit_name = $1 and quarter >= $2 and quarter < $3",
                        unit,
                        run.from(),
                        run.until());
        Tx.current()
                .write(
                        "delete from track_device where unit_name = $1 and quarter >= $2 and quarter < $3",
                        unit,
                        run.from(),
                        run.until());
        signs.forEach(one -> insert(unit, one));
    }

    private static void insert(String unit, Signs signs) {
        Tx.current()
                .write(
                        """
                        insert into track_sign
                            (unit_name, quarter, fixes, mock, jumps, splits, fastest, prints, repeated, ashore,
                             accurate, pairs, pair_level, places, places_at_ms, place_level)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
                        unit,
                        signs.quarter().from(),
                        signs.fixes(),
                        signs.mock(),
                        signs.jumps(),
                        signs.splits(),
                        signs.fastestMps(),
                        signs.prints().hashes().stream().sorted().toArray(Long[]::new),
                        signs.prints().repeated(),
                        signs.ashore().map(Ashore::fixes).orElse(null),
                        signs.ashore().map(Ashore::of).orElse(null),
                        signs.pairs().hashes().stream().sorted().toArray(Long[]::new),
                        (short) signs.pairs().level(),
                        places(signs),
                        placesAtMs(signs),
                        (short) signs.places().level());
        signs.devices()
                .forEach((device, span) ->
                        Tx.current().write("""
                                insert into track_device (unit_name, quarter, device, first_at, last_at)
                                values ($1, $2, $3, $4, $5)""", unit, signs.quarter().from(), device, span.first(), span.last()));
    }

    private static Long[] places(Signs signs) {
        return signs.places().atMs().keySet().stream().sorted().toArray(Long[]::new);
    }

    /** In the order of the places. */
    private static Integer[] placesAtMs(Signs signs) {
        return new TreeMap<>(signs.places().atMs()).values().toArray(Integer[]::new);
    }

    private static TimedPlaces places(Row row) {
        Long[] places = row.getArrayOfLongs("places");
        Integer[] atMs = row.getArrayOfIntegers("places_at_ms");
        Map<Long, Integer> found = new HashMap<>();
        for (int i = 0; i < places.length; i++) {
            found.put(places[i], atMs[i]);
        }
        return new TimedPlaces(found, row.getShort("place_level"));
    }

    @Override
    public List<Signs> of(String unit, Quarter.Run run) {
        Map<Quarter, SortedMap<String, Span>> devices = devices(unit, run);
        List<Signs> found = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        "select * from track_sign where unit_name = $1 and quarter >= $2 and quarter < $3 order by quarter",
                        unit,
                        run.from(),
                        run.until())) {
            Quarter quarter = quarter(row, "quarter");
            found.add(new Signs(
                    quarter,
                    row.getInteger("fixes"),
                    row.getInteger("mock"),
                    row.getInteger("jumps"),
                    row.getInteger("splits"),
                    row.getDouble("fastest"),
                    new Prints(Set.of(row.getArrayOfLongs("prints")), row.getInteger("repeated")),
                    new TimedPairs(Set.of(row.getArrayOfLongs("pairs")), row.getShort("pair_level")),
                    places(row),
                    devices.getOrDefault(quarter, new TreeMap<>()),
                    ashore(row)));
        }
        return found;
    }

    /** Rows from before the accurate ones were counted: all fixes are taken for such. */
    private static Optional<Ashore> ashore(Row row) {
        int accurate = Optional.ofNullable(row.getInteger("accurate")).orElseGet(() -> row.getInteger("fixes"));
        return Optional.ofNullable(row.getInteger("ashore")).map(fixes -> new Ashore(fixes, accurate));
    }

    private static Map<Quarter, SortedMap<String, Span>> devices(String unit, Quarter.Run run) {
        Map<Quarter, SortedMap<String, Span>> found = new HashMap<>();
        for (Row row : Tx.current()
                .query(
                        "select * from track_device where unit_name = $1 and quarter >= $2 and quarter < $3",
                        unit,
                        run.from(),
                        run.until())) {
            found.computeIfAbsent(quarter(row, "quarter"), quarter -> new TreeMap<>())
                    .put(row.getString("device"), new Span(instant(row, "first_at"), instant(row, "last_at")));
        }
        return found;
    }

    @Override
    public List<Likeness> likenesses(String unit, Quarter.Run run) {
        List<Likeness> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select s.quarter, o.unit_name, o.quarter as other_quarter, c.common
                        from track_sign s
                        join track_sign o on o.prints && s.prints and o.quarter <= s.quarter
                            and o.quarter >= s.quarter - $4 * interval '1 day'
                            and (o.unit_name <> s.unit_name or o.quarter < s.quarter)
                        cross join lateral (select count(*)::integer as common from (
                            select unnest(s.prints) intersect select unnest(o.prints)) both_have) c
                        where s.unit_name = $1 and s.quarter >= $2 and s.quarter < $3 and s.prints <> '{}'
                        order by c.common desc limit 1000""", unit, run.from(), run.until(), LOOKS_BACK_DAYS)) {
            found.add(new Likeness(
                    quarter(row, "quarter"),
                    row.getString("unit_name"),
                    quarter(row, "other_quarter"),
                    row.getInteger("common")));
        }
        return found;
    }

    @Override
    public List<PairLikeness> copies(String unit, Quarter.Run run) {
        List<PairLikeness> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select s.quarter, o.unit_name, o.quarter as other_quarter, o.pair_level, c.common
                        from track_sign s
                        join track_sign o on o.pairs && s.pairs and o.quarter <= s.quarter
                            and o.quarter >= s.quarter - $4 * interval '1 day'
                            and (o.unit_name <> s.unit_name or o.quarter < s.quarter)
                        cross join lateral (select count(*)::integer as common from (
                            select unnest(s.pairs) intersect select unnest(o.pairs)) both_have) c
                        where s.unit_name = $1 and s.quarter >= $2 and s.quarter < $3 and s.pairs <> '{}'
                        order by c.common desc limit 1000""", unit, run.from(), run.until(), LOOKS_BACK_DAYS)) {
            found.add(new PairLikeness(
                    quarter(row, "quarter"),
                    row.getString("unit_name"),
                    quarter(row, "other_quarter"),
                    row.getInteger("common"),
                    row.getShort("pair_level")));
        }
        return found;
    }

    @Override
    public List<PlaceLikeness> thinCopies(String unit, Quarter.Run run) {
        List<PlaceLikeness> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select s.quarter, o.unit_name, o.quarter as other_quarter, o.place_level, c.*
                        from track_sign s
                        join track_sign o on o.places && s.places and o.quarter <= s.quarter
                            and o.quarter >= s.quarter - $4 * interval '1 day'
                            and (o.unit_name <> s.unit_name or o.quarter < s.quarter)
                        cross join lateral (
                            select array_agg(a.place) as common, array_agg(a.ms) as at_ms, array_agg(b.ms) as other_ms
                            from unnest(s.places, s.places_at_ms) as a (place, ms)
                            join unnest(o.places, o.places_at_ms) as b (place, ms) on b.place = a.place) c
                        where s.unit_name = $1 and s.quarter >= $2 and s.quarter < $3 and s.places <> '{}'
                        order by cardinality(c.common) desc limit 1000""", unit, run.from(), run.until(), LOOKS_BACK_DAYS)) {
            found.add(new PlaceLikeness(
                    quarter(row, "quarter"),
                    row.getString("unit_name"),
                    quarter(row, "other_quarter"),
                    row.getShort("place_level"),
                    matches(row)));
        }
        return found;
    }

    private static List<Match> matches(Row row) {
        Long[] places = row.getArrayOfLongs("common");
        Integer[] atMs = row.getArrayOfIntegers("at_ms");
        Integer[] otherMs = row.getArrayOfIntegers("other_ms");
        return IntStream.range(0, places.length)
                .mapToObj(i -> new Match(places[i], atMs[i], otherMs[i]))
                .toList();
    }

    @Override
    public List<SharedDevice> shared(String unit, Quarter.Run run) {
        List<SharedDevice> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select d.quarter, d.device, o.unit_name,
                            d.first_at <= o.last_at and o.first_at <= d.last_at as at_once
                        from track_device d
                        join track_device o on o.device = d.device and o.quarter = d.quarter
                            and o.unit_name <> d.unit_name
                        where d.unit_name = $1 and d.quarter >= $2 and d.quarter < $3
                        order by d.quarter, d.device, o.unit_name limit 1000""", unit, run.from(), run.until())) {
            found.add(new SharedDevice(
                    quarter(row, "quarter"),
                    row.getString("device"),
                    row.getString("unit_name"),
                    row.getBoolean("at_once")));
        }
        return found;
    }

    @Override
    public List<String> units(Quarter.Run run, String after, int most) {
        List<String> found = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select distinct unit_name from track_sign
                        where quarter >= $1 and quarter < $2 and unit_name > $3 order by unit_name limit $4""", run.from(), run.until(), after, most)) {
            found.add(row.getString("unit_name"));
        }
        return found;
    }

    private static Quarter quarter(Row row, String column) {
        return new Quarter(instant(row, column));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
