package io.qipan.patrol.unit;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mark is a snapshot as PostgreSQL writes it, {@code xmin:xmax:xip,xip}: everything before xmax had come to its end, but the
 * transactions xip. So what such a snapshot did not see was written by a transaction from xmax on or by one of xip, however
 * late that commits, and by nobody else.
 */
final class PostgresUnitChanges {
    private static final String UNSEEN = """
            (%1$s.written_by >= (select $1::text::xid8)
             or %1$s.written_by = any (array(select unnest($2::text[])::xid8)))""";

    /** A commitment that begins or ends changes its unit as well. */
    private static final String UNITS = "select name from unit u where " + UNSEEN.formatted("u");

    private static final String KINDS = "select * from unit_kind k where " + UNSEEN.formatted("k");
    private static final String POSITIONS = "select * from last_position p where " + UNSEEN.formatted("p");

    private static final String SHIFTS = "select distinct unit_name from shift s where " + UNSEEN.formatted("s");

    private PostgresUnitChanges() {}

    static UnitChanges all(Instant around) {
        Mark mark = mark();
        List<Kind> kinds = kinds("select * from unit_kind");
        return new UnitChanges(
                mark, true, kinds, PostgresUnits.read(PostgresUnitRow.SELECT), Map.of(), PostgresRosters.all(around));
    }

    static UnitChanges since(Mark mark, Instant around) {
        Snapshot before = Snapshot.parse(mark);
        Mark now = mark();
        if (now.equals(mark)) {
            return UnitChanges.none(mark);
        }
        if (Snapshot.parse(now).next() < before.next()) {
            // A history that was undone, by a restore from a backup.
            return all(around);
        }
        Object[] unseen = {Long.toString(before.next()), before.running()};
        List<Kind> kinds = kinds(KINDS, unseen);
        return new UnitChanges(now, false, kinds, units(unseen), positions(unseen), rosters(unseen, around));
    }

    /** Their names first: mostly there are none, and then nothing need be joined. */
    private static List<Unit> units(Object[] unseen) {
        List<String> names = new ArrayList<>();
        Tx.current().query(UNITS, unseen).forEach(row -> names.add(row.getString("name")));
        Object wanted = names.toArray(String[]::new);
        return names.isEmpty()
                ? List.of()
                : PostgresUnits.read(PostgresUnitRow.SELECT + "where u.name = any ($1)", new Object[] {wanted});
    }

    /** Of a unit that lost its last shift of these days as well. */
    private static Map<String, Roster> rosters(Object[] unseen, Instant around) {
        Map<String, Roster> rosters = new HashMap<>();
        Tx.current().query(SHIFTS, unseen).forEach(row -> rosters.put(row.getString("unit_name"), Roster.NONE));
        if (!rosters.isEmpty()) {
            rosters.putAll(PostgresRosters.of(Set.copyOf(rosters.keySet()), around));
        }
        return rosters;
    }

    /** The first statement of the unit of work: its snapshot is that of all others. */
    private static Mark mark() {
        return new Mark(Tx.current()
                .query("select pg_current_snapshot()::text")
                .iterator()
                .next()
                .getString(0));
    }

    private static List<Kind> kinds(String sql, Object... arguments) {
        List<Kind> kinds = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> kinds.add(PostgresKinds.read(row)));
        return kinds;
    }

    private static Map<String, Position> positions(Object[] unseen) {
        Map<String, Position> positions = new HashMap<>();
        for (Row row : Tx.current().query(POSITIONS, unseen)) {
            PostgresUnitRow.position(row).ifPresent(position -> positions.put(row.getString("unit_name"), position));
        }
        return positions;
    }

    /**
     * @param next the first transaction id that had not ended, nor had any after it
     * @param running those before it that had not ended
     */
    private record Snapshot(long next, String[] running) {

        static Snapshot parse(Mark mark) {
            String[] parts = mark.text().split(":", -1);
            return new Snapshot(
                    Long.parseUnsignedLong(parts[1]), parts[2].isEmpty() ? new String[0] : parts[2].split(",", -1));
        }
    }
}
