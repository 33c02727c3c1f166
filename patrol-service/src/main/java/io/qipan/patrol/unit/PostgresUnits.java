package io.qipan.patrol.unit;

import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.ConstraintViolated;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresUnits implements Units {
    private static final String CALL_SIGN = "unit_call_sign";

    @Override
    public Optional<String> add(Unit unit) {
        int added = Tx.current()
                .query(
                        """
                        insert into unit
                            (name, version, call_sign, kind, extra_capabilities, station, status, status_reason)
                        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning name""",
                        unit.name(),
                        unit.version(),
                        unit.callSign(),
                        unit.kind(),
                        unit.extraCapabilities().toArray(String[]::new),
                        unit.station().orElse(null),
                        unit.status().code(),
                        reason(unit.status()))
                .size();
        return added == 1 ? Optional.empty() : Optional.of(inTheWayOf(unit));
    }

    private static String inTheWayOf(Unit unit) {
        return Tx.current()
                .query(
                        "select name from unit where name = $1 or call_sign = $2 order by name = $1 desc limit 1",
                        unit.name(),
                        unit.callSign())
                .iterator()
                .next()
                .getString("name");
    }

    private static String reason(UnitStatus status) {
        return switch (status) {
            case InService _ -> "";
            case OutOfService(String reason) -> reason;
        };
    }

    @Override
    public Optional<Unit> find(String name) {
        return select("where u.name = $1", name).stream().findFirst();
    }

    @Override
    public Map<String, Unit> find(Collection<String> names) {
        Map<String, Unit> found = new LinkedHashMap<>();
        select("where u.name = any ($1)", (Object) names.toArray(String[]::new))
                .forEach(unit -> found.put(unit.name(), unit));
        return found;
    }

    @Override
    public Map<String, Unit> lock(Collection<String> names) {
        Object wanted = names.toArray(String[]::new);
        // Not "for update": that would make a position report of the unit wait, which checks that the unit exists. What
        // is true of the units is read by a second statement, after the wait for those who held them.
        Tx.current().query("select name from unit where name = any ($1) order by name for no key update", new Object[] {
            wanted
        });
        Map<String, Unit> locked = new LinkedHashMap<>();
        select("where u.name = any ($1)", wanted).forEach(unit -> locked.put(unit.name(), unit));
        return locked;
    }

    @Override
    public Optional<String> correct(Unit unit) {
        for (Row other : Tx.current()
                .query("select name from unit where call_sign = $1 and name <> $2", unit.callSign(), unit.name())) {
            return Optional.of(other.getString("name"));
        }
        try {
            var ignored = Tx.current()
                    .query(
                            """
                            update unit set version = $2, call_sign = $3, extra_capabilities = $4, station = $5
                            where name = $1""",
                            unit.name(),
                            unit.version(),
                            unit.callSign(),
                            unit.extraCapabilities().toArray(String[]::new),
                            unit.station().orElse(null));
        } catch (ConstraintViolated e) {
            if (!e.constraint().equals(CALL_SIGN)) {
                throw e;
            }
            // Another took it at the same moment. Whose it is this transaction cannot read any more; tried again it is
            // told.
            throw Refusal.of(
                            Reason.CONCURRENT_CHANGE,
                            "Another unit took the call sign '" + unit.callSign() + "' first. Try again.")
                    .asException();
        }
        return Optional.empty();
    }

    @Override
    public void save(Unit unit) {
        Tx.current()
                .write(
                        "update unit set version = $2, status = $3, status_reason = $4 where name = $1",
                        unit.name(),
                        unit.version(),
                        unit.status().code(),
                        reason(unit.status()));
    }

    @Override
    public List<Unit> list(Page page, Optional<String> kind) {
        return select(
                "where u.name > $1 and ($2::text is null or u.kind = $2) order by u.name limit $3",
                page.after().orElse(""),
                kind.orElse(null),
                page.size() + 1);
    }

    private static List<Unit> select(String where, @Nullable Object... arguments) {
        return read(PostgresUnitRow.SELECT + where, arguments);
    }

    /** By a whole statement. */
    static List<Unit> read(String sql, @Nullable Object... arguments) {
        List<Unit> units = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> units.add(PostgresUnitRow.read(row)));
        return units;
    }

    @Override
    public List<Unit> lockOfKind(String kind) {
        List<String> names = new ArrayList<>();
        Tx.current()
                .query("select name from unit where kind = $1 order by name for no key update", kind)
                .forEach(row -> names.add(row.getString("name")));
        return List.copyOf(find(names).values());
    }

    @Override
    public Map<String, Roster> rosters(Collection<String> names, Instant around) {
        return PostgresRosters.of(names, around);
    }

    @Override
    public UnitChanges all(Instant around) {
        return PostgresUnitChanges.all(around);
    }

    @Override
    public UnitChanges since(Mark mark, Instant around) {
        return PostgresUnitChanges.since(mark, around);
    }
}
