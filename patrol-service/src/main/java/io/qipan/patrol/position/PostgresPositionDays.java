package io.qipan.patrol.position;

import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Days as partitions of the table {@code position}, called {@code position_2026_11_22}. */
@Singleton
class PostgresPositionDays implements PositionDays {
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);
    private static final String PREFIX = "position_";

    @Override
    public SortedSet<LocalDate> own() {
        SortedSet<LocalDate> days = new TreeSet<>();
        Tx.current()
                .query("""
                        select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'position'::regclass and c.relname ~ '^position_[0-9]{4}_[0-9]{2}_[0-9]{2}$'""")
                .forEach(row -> days.add(LocalDate.parse(row.getString("name").substring(PREFIX.length()), SUFFIX)));
        return days;
    }

    @Override
    public SortedSet<LocalDate> withoutOwn() {
        SortedSet<LocalDate> days = new TreeSet<>();
        Tx.current()
                .query("select distinct (fixed_at at time zone 'UTC')::date as day from position_default")
                .forEach(row -> days.add(row.getLocalDate("day")));
        return days;
    }

    // Made beside and attached, because "create table ... partition of" would keep out everybody who reads. This keeps
    // out those who write, and those who read the default partition, which is nearly always empty. Writers wait at the
    // table itself: one that had chosen the default partition already would break its new bounds.
    @Override
    public void add(LocalDate day) {
        Tx tx = Tx.current();
        alone(tx);
        String table = PREFIX + SUFFIX.format(day);
        if (tx.query("select 1 where to_regclass($1) is not null", table).size() > 0) {
            return;
        }
        String span = "'" + day + " 00:00:00+00') %s ('" + day.plusDays(1) + " 00:00:00+00')";
        tx.write("lock table only position in share row exclusive mode");
        tx.write("lock table position_default in access exclusive mode");
        tx.write("create table " + table + " (like position including all)");
        tx.write("with moved as (delete from position_default where "
                + "fixed_at >= ('" + day + " 00:00:00+00')::timestamptz and fixed_at < ('" + day.plusDays(1)
                + " 00:00:00+00')::timestamptz returning *) insert into " + table + " select * from moved");
        tx.write("alter table position attach partition " + table + " for values from (" + span.formatted("to"));
    }

    // Not "concurrently", which PostgreSQL refuses beside a default partition.
    @Override
    public void takeOut(LocalDate day) {
        Tx tx = Tx.current();
        alone(tx);
        tx.write("alter table position detach partition " + PREFIX + SUFFIX.format(day));
    }

    /** One replica at a time; and who finds the table busy tries again later instead of having everybody wait behind it. */
    private static void alone(Tx tx) {
        tx.write("set local lock_timeout = '1s'");
        tx.query("select 1 from pg_advisory_xact_lock(hashtext('position days'))");
    }
}
