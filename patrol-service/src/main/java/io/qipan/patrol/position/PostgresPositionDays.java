package io.qipan.patrol.position;

import io.qipan.patrol.position.model.GoneDays;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Days as partitions of the tables {@code position} and {@code position_archive}, called {@code
 * position_2026_11_22}.
 */
@Singleton
class PostgresPositionDays implements PositionDays {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String PREFIX = "position_";
    /** Who finds a table busy tries again later instead of having everybody wait behind it. */
    private static final String NOT_LONG = "set local lock_timeout = '1s'";

    private static final String PARTS_OF = """
            select to_date(substr(c.relname, 10), 'YYYY_MM_DD') as day
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass($1) and c.relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$'""";

    private static final String REMEMBER =
            "insert into position_day select day, $2::timestamptz from (" + PARTS_OF + ") part on conflict do nothing";

    private static final String UNITS_UNKNOWN =
            "not units_known and position_day_root(day) = 'position_archive'::regclass";

    @Override
    public SortedSet<LocalDate> own() {
        return days(Tx.current().query(PARTS_OF, "position"));
    }

    @Override
    public SortedSet<LocalDate> archived() {
        return days(Tx.current().query(PARTS_OF, "position_archive"));
    }

    @Override
    public SortedSet<LocalDate> withoutOwn() {
        return days(
                Tx.current().query("select distinct (fixed_at at time zone 'UTC')::date as day from position_default"));
    }

    @Override
    public GoneDays gone(Instant from, Instant until) {
        return new GoneDays(days(Tx.current().query("""
                select day from position_day
                where day >= ($1::timestamptz at time zone 'UTC')::date
                    and day <= (($2::timestamptz - interval '1 microsecond') at time zone 'UTC')::date
                    and position_day_root(day) is null""", from, until)));
    }

    @Override
    public Optional<LocalDate> first() {
        return Optional.ofNullable(Tx.current().query("""
                        select least(
                            (select min(day) from position_day),
                            (select (min(fixed_at) at time zone 'UTC')::date from position_default)) as day""").iterator().next().getLocalDate("day"));
    }

    @Override
    public int allGone() {
        return Tx.current()
                .query("select count(*)::integer as days from position_day where position_day_root(day) is null")
                .iterator()
                .next()
                .getInteger("days");
    }

    private static SortedSet<LocalDate> days(RowSet<Row> rows) {
        SortedSet<LocalDate> days = new TreeSet<>();
        rows.forEach(row -> days.add(row.getLocalDate("day")));
        return days;
    }

    @Override
    public void add(Collection<LocalDate> days) {
        Tx tx = Tx.current();
        alone(tx);
        SortedSet<LocalDate> missing = new TreeSet<>(days);
        missing.removeIf(day -> tx.query("select 1 where to_regclass($1) is not null", table(day))
                        .size()
                > 0);
        if (!missing.isEmpty()) {
            PostgresNewDays made = new PostgresNewDays(tx, missing);
            made.copy();
            made.attach();
        }
    }

    // Two steps in two transactions: the first one's lock keeps everybody out, the second one reads the whole part.
    @Override
    public boolean stateBounds(LocalDate day) {
        Tx tx = Tx.current();
        alone(tx);
        for (Row row : tx.query(
                "select convalidated from pg_constraint where conrelid = to_regclass($1) and conname = $2",
                table(day),
                table(day) + "_bounds")) {
            return !row.getBoolean("convalidated");
        }
        tx.write("alter table " + table(day) + " add " + bounds(day) + " not valid");
        return true;
    }

    // Not alone, for it may take long: the lock of the table keeps out who would check or move the same day.
    @Override
    public void checkBounds(LocalDate day) {
        Tx tx = Tx.current();
        tx.write(NOT_LONG);
        tx.write("alter table " + table(day) + " validate constraint " + table(day) + "_bounds");
    }

    // Not "concurrently", which PostgreSQL refuses beside a default partition. What is known to be within its bounds is
    // attached without being read.
    @Override
    public void takeOut(LocalDate day, Instant now) {
        Tx tx = Tx.current();
        alone(tx);
        tx.write("alter table position detach partition " + table(day));
        tx.write("alter table position_archive attach partition " + table(day) + span(day));
        tx.write("""
                insert into position_day values ($1, $2)
                on conflict (day) do update set taken_out_at = excluded.taken_out_at""", day, now);
    }

    // The name as text: one that only looks like a day is no mistake of ours and must not stop the rest.
    @Override
    public SortedSet<LocalDate> detached() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Row row : Tx.current().query("""
                        select substr(relname, 10) as day from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind = 'r' and not relispartition
                            and relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$'""")) {
            parsed(row.getString("day")).ifPresent(days::add);
        }
        return days;
    }

    private static Optional<LocalDate> parsed(String suffix) {
        try {
            return Optional.of(LocalDate.parse(suffix, SUFFIX));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    // Writers wait at the table itself: one that stored meanwhile what the day has would not be told from a new one.
    @Override
    public void archive(LocalDate day, Instant now) {
        Tx tx = Tx.current();
        alone(tx);
        tx.query("lock table only position in share row exclusive mode");
        tx.write("alter table position_archive attach partition " + table(day) + span(day));
        dropKnown(tx, day);
        tx.write("""
                insert into position_day values ($1, $2)
                on conflict (day) do update set taken_out_at = excluded.taken_out_at""", day, now);
    }

    private static void dropKnown(Tx tx, LocalDate day) {
        tx.write(dropKnown(day));
    }

    // With the times of the day: else all that waits for any day is read for each.
    static String dropKnown(LocalDate day) {
        return "delete from position_default p using " + table(day) + " a where " + within("p.fixed_at", day)
                + " and a.unit_name = p.unit_name and a.fixed_at = p.fixed_at and a.device = p.device"
                + " and a.sequence = p.sequence";
    }

    @Override
    public void tidy(Instant now) {
        Tx tx = Tx.current();
        alone(tx);
        tx.write(REMEMBER, "position", null);
        tx.write(REMEMBER, "position_archive", now);
        SortedSet<LocalDate> doubled = withoutOwn();
        doubled.retainAll(archived());
        doubled.forEach(day -> dropKnown(tx, day));
    }

    @Override
    public SortedSet<LocalDate> ofUnknownUnits() {
        return days(Tx.current().query("select day from position_day where " + UNITS_UNKNOWN));
    }

    // From one unit to the next by the key, which costs as much as there are units and not fixes.
    @Override
    public void learnUnits(LocalDate day) {
        Tx tx = Tx.current();
        alone(tx);
        // The day stays where it is until this is done.
        tx.query("lock table only position, only position_archive in access share mode");
        if (tx.query("select 1 from position_day where day = $1 and " + UNITS_UNKNOWN, day)
                        .size()
                == 0) {
            return;
        }
        tx.write("delete from position_day_unit where day = $1", day);
        tx.write("""
                insert into position_day_unit (unit_name, day)
                with recursive unit as (
                    (select unit_name from %1$s order by unit_name limit 1)
                    union all
                    select (select p.unit_name from %1$s p where p.unit_name > u.unit_name order by p.unit_name limit 1)
                    from unit u where u.unit_name is not null)
                select unit_name, $1::date from unit where unit_name is not null""".formatted(table(day)), day);
        tx.write("update position_day set units_known = true where day = $1", day);
    }

    // First the table that everybody writes to, as they do; then, as those who read, the archive and the default
    // partition. Were the last two taken the other way round, each could have what the other waits for.
    @Override
    public void putBack(LocalDate day) {
        Tx tx = Tx.current();
        alone(tx);
        PostgresNewDays back = new PostgresNewDays(tx, new TreeSet<>(Set.of(day)));
        back.keepOutWriters();
        tx.write("alter table position_archive detach partition " + table(day));
        back.keepOutReadersOfDefault();
        back.attachAgain();
        // Others may go out in it until it is taken out again.
        tx.write("update position_day set units_known = false where day = $1", day);
    }

    static String table(LocalDate day) {
        return PREFIX + SUFFIX.format(day);
    }

    /** So that a part need not be read to be attached. */
    static String bounds(LocalDate day) {
        return "constraint " + table(day) + "_bounds check (" + within(day) + ")";
    }

    static String within(LocalDate day) {
        return within("fixed_at", day);
    }

    private static String within(String column, LocalDate day) {
        return column + " >= '" + day + " 00:00:00+00'::timestamptz and " + column + " < '" + day.plusDays(1)
                + " 00:00:00+00'::timestamptz";
    }

    static String span(LocalDate day) {
        return " for values from ('" + day + " 00:00:00+00') to ('" + day.plusDays(1) + " 00:00:00+00')";
    }

    /** One replica at a time. */
    private static void alone(Tx tx) {
        tx.write(NOT_LONG);
        tx.query("select 1 from pg_advisory_xact_lock(hashtext('position days'))");
    }
}
