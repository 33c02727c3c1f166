package io.qipan.patrol.position;

import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Parts of days in the making, in one transaction. Fixes are copied from the default partition while others go on
 * storing; only then are the tables locked, for what has come since the copy.
 */
final class PostgresNewDays {
    private final Tx tx;
    private final SortedSet<LocalDate> days;
    /** Those that have fixes in the default partition. */
    private final SortedSet<LocalDate> waiting = new TreeSet<>();
    /** What came later has no lower transaction id. */
    private String copiedUntil = "";

    PostgresNewDays(Tx tx, SortedSet<LocalDate> days) {
        this.tx = tx;
        this.days = days;
    }

    /** Makes the tables, beside the others, and keeps nobody from anything. */
    void copy() {
        copiedUntil = tx.query("select pg_snapshot_xmin(pg_current_snapshot())::text as xid")
                .iterator()
                .next()
                .getString("xid");
        for (LocalDate day : days) {
            tx.write("create table " + PostgresPositionDays.table(day) + " (like position including all, "
                    + PostgresPositionDays.bounds(day) + ")");
        }
        waiting.addAll(waiting());
        for (LocalDate day : waiting) {
            tx.write("insert into " + PostgresPositionDays.table(day) + " select * from position_default where "
                    + PostgresPositionDays.within(day));
        }
    }

    // "create table ... partition of" would keep out everybody who reads. This keeps out those who write, and those
    // who read the default partition, which is nearly always empty. Writers wait at the table itself: one that had
    // chosen the default partition already would break its new bounds.
    void attach() {
        lock();
        waiting.addAll(waiting());
        if (!waiting.isEmpty()) {
            moveLate();
            empty();
        }
        days.forEach(this::attach);
    }

    /** A part that was there before, with what has come of its day meanwhile. */
    void attachAgain() {
        lock();
        for (LocalDate day : days) {
            tx.write("insert into " + PostgresPositionDays.table(day) + " select * from position_default where "
                    + PostgresPositionDays.within(day) + " on conflict do nothing");
        }
        delete(days);
        days.forEach(this::attach);
    }

    private void lock() {
        tx.query("lock table only position in share row exclusive mode");
        tx.query("lock table position_default in access exclusive mode");
    }

    private List<LocalDate> waiting() {
        SortedSet<LocalDate> found = new TreeSet<>();
        for (Row row : tx.query("select distinct (fixed_at at time zone 'UTC')::date as day from position_default")) {
            found.add(row.getLocalDate("day"));
        }
        found.retainAll(days);
        return List.copyOf(found);
    }

    /** In one reading of the default partition, whatever the number of days. */
    private void moveLate() {
        String inserts = waiting.stream()
                .map(day -> PostgresPositionDays.table(day) + "_late as (insert into " + PostgresPositionDays.table(day)
                        + " select * from late where " + PostgresPositionDays.within(day) + " on conflict do nothing)")
                .collect(Collectors.joining(", "));
        tx.write(
                "with late as materialized ("
                        + "select * from position_default where age(xmin) <= age($1::text::xid8::xid)), "
                        + inserts + " select 1",
                copiedUntil);
    }

    /** At once, if nothing of other days is there. */
    private void empty() {
        boolean isOthers = tx.query(
                                "select 1 from position_default"
                                        + " where (fixed_at at time zone 'UTC')::date <> all ($1::date[]) limit 1",
                                dates(waiting))
                        .size()
                > 0;
        if (isOthers) {
            delete(waiting);
        } else {
            tx.write("truncate position_default");
        }
    }

    private void delete(SortedSet<LocalDate> of) {
        tx.write(
                "delete from position_default where (fixed_at at time zone 'UTC')::date = any ($1::date[])", dates(of));
    }

    private static Object dates(SortedSet<LocalDate> days) {
        return days.toArray(LocalDate[]::new);
    }

    private void attach(LocalDate day) {
        tx.write("alter table position attach partition " + PostgresPositionDays.table(day)
                + PostgresPositionDays.span(day));
        tx.write("""
                insert into position_day values ($1, null)
                on conflict (day) do update set taken_out_at = null""", day);
    }
}
