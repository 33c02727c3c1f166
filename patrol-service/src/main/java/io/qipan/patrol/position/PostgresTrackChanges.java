package io.qipan.patrol.position;

import io.qipan.patrol.position.PostgresFixColumns.Row;
import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

@Singleton
class PostgresTrackChanges implements TrackChanges {
    /** Tells our locks from those of others: "trac" in ASCII. */
    private static final int OUR_LOCKS = 0x74726163;

    private static final String INSERT = """
            insert into track_change (unit_name, from_at, until_at, marked_at, again)
            select u, f, t, $4::timestamptz, $5::boolean from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as change(u, f, t)""";

    /**
     * A lock on the name and not on the rows: those who store fixes add rows of this unit meanwhile, and two who measure the
     * same unit would replace each other's work.
     */
    private static final String LOCK_NEXT = """
            with put_back as materialized (select unit_name from track_change where retry_at > $2),
            waiting as materialized (
                select unit_name from (
                    select unit_name, marked_at from track_change
                    where not again and unit_name not in (select unit_name from put_back)
                    order by number limit 1000) as oldest
                where marked_at <= $3
                union all (
                    select unit_name from track_change
                    where again and unit_name not in (select unit_name from put_back)
                    order by number limit 1000))
            select unit_name from waiting where pg_try_advisory_xact_lock($1, hashtext(unit_name)) limit 1""";

    private static final String TAKE = """
            delete from track_change where unit_name = $1 and again = (
                select again from track_change where unit_name = $1 order by again limit 1)
            returning from_at, until_at, marked_at, again""";

    /** One row for each unit, of the fixes that are new. */
    static void add(Collection<Row> inserted) {
        Map<String, Part> parts = new TreeMap<>();
        Instant now = Instant.MIN;
        for (Row row : inserted) {
            Instant at = row.position().fixedAt();
            parts.merge(row.unit(), new Part(at, at), PostgresTrackChanges::both);
            now = row.position().receivedAt().isAfter(now) ? row.position().receivedAt() : now;
        }
        if (!parts.isEmpty()) {
            insert(parts.keySet(), parts.values(), now, false);
        }
    }

    private static Part both(Part one, Part other) {
        return new Part(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.until().isAfter(other.until()) ? one.until() : other.until());
    }

    private static void insert(Collection<String> units, Collection<Part> parts, Instant now, boolean again) {
        Tx.current()
                .write(
                        INSERT,
                        units.toArray(String[]::new),
                        times(parts, Part::from),
                        times(parts, Part::until),
                        now,
                        again);
    }

    private static Object times(Collection<Part> parts, Function<Part, Instant> time) {
        return parts.stream()
                .map(part -> time.apply(part).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    @Override
    public Optional<Claim> claim(Instant now, Duration collecting) {
        for (io.vertx.sqlclient.Row row : Tx.current().query(LOCK_NEXT, OUR_LOCKS, now, now.minus(collecting))) {
            String unit = row.getString("unit_name");
            // A statement of its own: what it sees was committed after whoever had the lock before has gone.
            return Optional.of(take(unit));
        }
        return Optional.empty();
    }

    private static Claim take(String unit) {
        List<Part> parts = new ArrayList<>();
        Instant since = Instant.MAX;
        boolean again = true;
        for (io.vertx.sqlclient.Row row : Tx.current().query(TAKE, unit)) {
            parts.add(new Part(time(row, "from_at"), time(row, "until_at")));
            since = time(row, "marked_at").isBefore(since) ? time(row, "marked_at") : since;
            again = row.getBoolean("again");
        }
        return new Claim(unit, parts, since, again);
    }

    private static Instant time(io.vertx.sqlclient.Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    @Override
    public void addAgain(String unit, List<Part> parts, Instant now) {
        insert(parts.stream().map(part -> unit).toList(), parts, now, true);
    }

    @Override
    public int addAgainOfAll(Part part, Instant now) {
        return Tx.current().query("""
                        insert into track_change (unit_name, from_at, until_at, marked_at, again)
                        select unit_name, $1::timestamptz, $2::timestamptz, $3::timestamptz, true from last_position
                        where fixed_at >= $1""", part.from(), part.until(), now).rowCount();
    }

    @Override
    public void putBack(String unit, Instant now) {
        Tx.current().write("""
                        update track_change set attempts = attempts + 1, retry_at = $2::timestamptz
                            + least(interval '1 minute', interval '1 second' * power(2, least(attempts, 6)))
                        where unit_name = $1""", unit, now);
    }

    @Override
    public Waiting waiting() {
        io.vertx.sqlclient.Row row = Tx.current()
                .query("select count(*) as parts, min(marked_at) filter (where not again) as since from track_change")
                .iterator()
                .next();
        return new Waiting(
                row.getLong("parts"),
                Optional.ofNullable(row.getOffsetDateTime("since")).map(OffsetDateTime::toInstant));
    }
}
