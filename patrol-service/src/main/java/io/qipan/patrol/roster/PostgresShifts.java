package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Beat.Ashore;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Over;
import io.qipan.patrol.roster.model.ShiftState.Start;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresShifts implements Shifts {
    private static final UUID AFTER_ALL = new UUID(-1, -1);
    private static final String ON_DUTY = "state in ('running', 'handing_over')";
    private static final String NOT_OVER = "state in ('planned', 'running', 'handing_over')";
    /** Another shift than $1, not over, of the unit $2 or with somebody of $3. */
    private static final String BESIDE = "id <> $1 and id in (select id from shift where unit_name = $2 and " + NOT_OVER
            + " union all select shift_id from shift_crew where member = any ($3) and not finished) ";

    /** By locks and not by rows, because people have none. Always in the same order, so that nobody waits in a circle. */
    @Override
    public void hold(String unit, List<String> members) {
        String[] held = Stream.concat(Stream.of(unit), members.stream().map(member -> "members/" + member))
                .toArray(String[]::new);
        Tx.current().write("""
                        select pg_advisory_xact_lock(key)
                        from (select distinct hashtextextended('shift of ' || name, 0) as key from unnest($1::text[]) as name)
                            as held
                        order by key""", new Object[] {held});
    }

    @Override
    public void add(Shift shift) {
        Tx.current()
                .write(
                        """
                        insert into shift (id, version, unit_name, station, from_at, until_at, crew, waters, ashore,
                            state, end_notes, handover)
                        values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, 'planned', '', '[]')""",
                        shift.id(),
                        shift.version(),
                        shift.unit(),
                        shift.station().orElse(null),
                        shift.from(),
                        shift.until(),
                        JsonColumn.write(ShiftMessages.crew(shift)),
                        ShiftMessages.waters(shift).toArray(String[]::new),
                        shift.beat() instanceof Ashore);
        Tx.current()
                .write(
                        "insert into shift_crew (shift_id, member, on_duty) select $1::uuid, member, false from unnest($2::text[]) as member",
                        shift.id(),
                        shift.members().toArray(String[]::new));
    }

    @Override
    public Optional<Shift> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Shift> lock(UUID id) {
        return read("where id = $1 for no key update", id).stream().findFirst();
    }

    @Override
    public void save(Shift shift) {
        Optional<Start> start = PostgresShiftRow.start(shift.state());
        Tx.current()
                .write(
                        """
                        update shift set version = $2, state = $3, started_at = $4, started_by = $5, ended_at = $6,
                            end_notes = $7, handover = $8::text::jsonb
                        where id = $1""",
                        shift.id(),
                        shift.version(),
                        shift.state().word(),
                        start.map(Start::at).orElse(null),
                        start.map(Start::by).orElse(null),
                        PostgresShiftRow.endedAt(shift.state()).orElse(null),
                        PostgresShiftRow.endNotes(shift.state()),
                        JsonColumn.write(ShiftMessages.handover(shift).stream().toList()));
        Tx.current()
                .write(
                        "update shift_crew set on_duty = $2, finished = $3"
                                + " where shift_id = $1 and (on_duty <> $2 or finished <> $3)",
                        shift.id(),
                        shift.isOnDuty(),
                        shift.state() instanceof Over);
    }

    @Override
    public Optional<Shift> overlapping(Shift shift) {
        return read(
                        "where " + BESIDE
                                + "and " + NOT_OVER + " and from_at < $5 and until_at > $4"
                                + " order by from_at limit 1",
                        shift.id(),
                        shift.unit(),
                        shift.members().toArray(String[]::new),
                        shift.from(),
                        shift.until())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Shift> onDutyBeside(Shift shift) {
        return read(
                        "where " + BESIDE + "and " + ON_DUTY + " order by id limit 1",
                        shift.id(),
                        shift.unit(),
                        shift.members().toArray(String[]::new))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Shift> handingOverTo(UUID incoming) {
        return read("where state = 'handing_over' and handover -> 0 ->> 'toShift' = $1", Shift.name(incoming)).stream()
                .findFirst();
    }

    @Override
    public List<Shift> onDuty() {
        return read("where " + ON_DUTY + " order by id");
    }

    @Override
    public List<Shift> worked(String unit, Instant from, Instant until) {
        return read(
                "where unit_name = $1 and started_at < $3 and (ended_at is null or ended_at > $2) order by started_at",
                unit,
                from,
                until);
    }

    @Override
    public Set<String> claimingWaters(String kind) {
        Set<String> units = new HashSet<>();
        Tx.current()
                .query(
                        "select distinct unit_name from shift where " + NOT_OVER + " and waters <> '{}'"
                                + " and unit_name in (select name from unit where kind = $1)",
                        kind)
                .forEach(row -> units.add(row.getString("unit_name")));
        return units;
    }

    @Override
    public boolean isClaimingWaters(String unit) {
        return Tx.current()
                        .query(
                                "select 1 from shift where unit_name = $1 and " + NOT_OVER
                                        + " and waters <> '{}' limit 1",
                                unit)
                        .size()
                > 0;
    }

    @Override
    public List<Shift> list(Page page, Filter filter) {
        return read(
                "where id < $1 and ($2::text is null or unit_name = $2) and ($3::text is null or station = $3)"
                        + " and (not $4 or " + ON_DUTY + ")"
                        + " and ($5::timestamptz is null or started_at >= $5)"
                        + " and ($6::timestamptz is null or started_at < $6) order by id desc limit $7",
                page.after(UUID::fromString).orElse(AFTER_ALL),
                filter.unit().orElse(null),
                filter.station().orElse(null),
                filter.onDutyOnly(),
                filter.startedFrom().orElse(null),
                filter.startedUntil().orElse(null),
                page.size() + 1);
    }

    private static List<Shift> read(String where, @Nullable Object... arguments) {
        List<Shift> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from shift " + where, arguments)) {
            found.add(PostgresShiftRow.read(row));
        }
        return found;
    }
}
