package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Roster.Span;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What shifts say of duty. Those of the days around are enough: everything is read again long before others count. */
final class PostgresRosters {
    private static final Duration AROUND = Duration.ofDays(2);
    private static final String ON_DUTY = "state in ('running', 'handing_over')";
    private static final String SELECT = "select unit_name, " + ON_DUTY + " as on_duty,"
            + " least(from_at, started_at) as begin_at, greatest(until_at, ended_at) as end_at from shift where ("
            + ON_DUTY + " or (state <> 'cancelled' and greatest(until_at, ended_at) > $1 and from_at < $2)) ";

    private PostgresRosters() {}

    static Map<String, Roster> all(Instant around) {
        return read(SELECT, around.minus(AROUND), around.plus(AROUND));
    }

    static Map<String, Roster> of(Collection<String> units, Instant around) {
        return read(
                SELECT + "and unit_name = any ($3)",
                around.minus(AROUND),
                around.plus(AROUND),
                units.toArray(String[]::new));
    }

    private static Map<String, Roster> read(String sql, Object... arguments) {
        Map<String, List<Span>> spans = new HashMap<>();
        Set<String> onDuty = new HashSet<>();
        for (Row row : Tx.current().query(sql, arguments)) {
            String unit = row.getString("unit_name");
            spans.computeIfAbsent(unit, first -> new ArrayList<>())
                    .add(new Span(
                            row.getOffsetDateTime("begin_at").toInstant(),
                            row.getOffsetDateTime("end_at").toInstant()));
            if (row.getBoolean("on_duty")) {
                onDuty.add(unit);
            }
        }
        Map<String, Roster> rosters = new HashMap<>();
        spans.forEach((unit, shifts) -> rosters.put(unit, new Roster(onDuty.contains(unit), shifts)));
        return rosters;
    }
}
