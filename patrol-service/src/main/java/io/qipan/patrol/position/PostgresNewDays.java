package io.qipan.patrol.position;

import io.qipan.runtime.work.Tx;
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
            delete(waiting);
        }
        days.forEach(this::attach);
    }

    /** A part that was there before, with what has come of its day meanwhile. Under both locks. */
    void attachAgain() {
        for (LocalDate day : days) {
            tx.write("insert into " + PostgresPositionDays.table(day) + " select * from position_default where "
                    + PostgresPositionDays.within(day) + " on conflict do nothing");
        }
        delete(days);
        days.forEach(this::attach);
    }

    private void lock() {
        keepOutWriters();
        keepOutReadersOfDefault();
    }

    void keepOutWriters() {
        tx.query("lock table only position in share row exclusive mode");
    }

    /** Who also needs another table that they read takes that one before. */
    void keepOutReadersOfDefault() {
        tx.query("lock table position_default in access exclusive mode");
    }

    private List<LocalDate> waiting() {
        return days.stream()
                .filter(day -> tx.query("select 1 from position_default where " + PostgresPositionDays.within(day)
                                        + " limit 1")
                                .size()
                        > 0)
                .toList();
    }

    private void moveLate() {
        String inserts = waiting.stream()
                .map(day -> PostgresPositionDays.table(day) + "_late as (insert into " + PostgresPositionDays.table(day)
                        + " select * from late where " + PostgresPositionDays.within(day) + " on conflict do nothing)")
                .collect(Collectors.joining(", "));
        tx.write(
                "with late as materialized (select * from position_default where (" + within(waiting)
                        + ") and age(xmin) <= age($1::text::xid8::xid)), "
                        + inserts + " select 1",
                copiedUntil);
    }

    /** Never truncated: whoever waits for the lock reads by a snapshot in which the fixes are still here. */
    private void delete(SortedSet<LocalDate> of) {
        tx.write("delete from position_default where " + within(of));
    }

    private static String within(SortedSet<LocalDate> days) {
        return days.stream().map(PostgresPositionDays::within).collect(Collectors.joining(" or "));
    }

    private void attach(LocalDate day) {
        tx.write("alter table position attach partition " + PostgresPositionDays.table(day)
                + PostgresPositionDays.span(day));
        tx.write("""
                insert into position_day values ($1, null)
                on conflict (day) do update set taken_out_at = null""", day);
    }
}
