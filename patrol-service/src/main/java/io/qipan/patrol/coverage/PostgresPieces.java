package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.Piece;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

@Singleton
class PostgresPieces implements Pieces {
    /** A window that begins on the last day of a period may end on the next. */
    private static final Duration LONGEST_SLOT = Duration.ofDays(1);

    private static final String INSERT = """
            insert into coverage_evidence (unit_name, quarter, feature, period, slot_from, number, from_at, until_at, from_m,
                until_m, mock, revision, kind)
            select $1, q, f, p, s, row_number() over (partition by q, f, s order by n), a, u, am, um, m, r,
                (select kind from unit where name = $1)
            from unnest($2::timestamptz[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                $7::timestamptz[], $8::float8[], $9::float8[], $10::bool[], $11::int8[])
                with ordinality as piece(q, f, p, s, a, u, am, um, m, r, n)""";

    @Override
    public Set<SlotOf> replace(String unit, Collection<Quarter> quarters, List<Piece> pieces) {
        Set<Piece> before = new HashSet<>();
        for (Row row : Tx.current()
                .query(
                        "delete from coverage_evidence where unit_name = $1 and quarter = any ($2) returning *",
                        unit,
                        column(quarters, OffsetDateTime[]::new, quarter -> time(quarter.from())))) {
            before.add(piece(row));
        }
        insert(unit, pieces);
        Set<Piece> now = new HashSet<>(pieces);
        Set<SlotOf> changed = new HashSet<>();
        before.stream()
                .filter(piece -> !now.contains(piece))
                .map(PostgresPieces::slot)
                .forEach(changed::add);
        now.stream()
                .filter(piece -> !before.contains(piece))
                .map(PostgresPieces::slot)
                .forEach(changed::add);
        return changed;
    }

    private static void insert(String unit, List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        Tx.current()
                .write(
                        INSERT,
                        unit,
                        column(
                                pieces,
                                OffsetDateTime[]::new,
                                piece -> time(piece.quarter().from())),
                        column(pieces, String[]::new, Piece::feature),
                        column(pieces, String[]::new, piece -> piece.period().code()),
                        column(pieces, OffsetDateTime[]::new, piece -> time(piece.slotFrom())),
                        column(pieces, OffsetDateTime[]::new, piece -> time(piece.from())),
                        column(pieces, OffsetDateTime[]::new, piece -> time(piece.until())),
                        column(pieces, Double[]::new, Piece::fromM),
                        column(pieces, Double[]::new, Piece::untilM),
                        column(pieces, Boolean[]::new, Piece::mock),
                        column(pieces, Long[]::new, Piece::revision));
    }

    private static SlotOf slot(Piece piece) {
        return new SlotOf(piece.feature(), piece.period(), piece.slotFrom());
    }

    @Override
    public Map<SlotOf, List<Piece>> of(String unit, Collection<SlotOf> slots) {
        Map<SlotOf, List<Piece>> found = new HashMap<>();
        for (Row row : Tx.current()
                .query(
                        """
                        select e.* from unnest($2::text[], $3::text[], $4::timestamptz[]) as slot(f, p, s)
                        join coverage_evidence e on e.unit_name = $1 and e.feature = slot.f and e.slot_from = slot.s
                            and e.period = slot.p
                        order by e.from_at, e.until_at, e.number""",
                        unit,
                        column(slots, String[]::new, SlotOf::feature),
                        column(slots, String[]::new, slot -> slot.period().code()),
                        column(slots, OffsetDateTime[]::new, slot -> time(slot.from())))) {
            Piece piece = piece(row);
            found.computeIfAbsent(slot(piece), slot -> new ArrayList<>()).add(piece);
        }
        return found;
    }

    @Override
    public List<Evidence> of(String feature, VisitPeriod period, int most) {
        List<Evidence> found = new ArrayList<>();
        for (Row row : Tx.current()
                .query("""
                        select * from coverage_evidence
                        where feature = $1 and until_at >= $2 and until_at < $3 and period = $4
                        order by from_at, until_at, unit_name, number limit $5""", feature, period.from(), period.until().plus(LONGEST_SLOT), period.code(), most)) {
            found.add(new Evidence(row.getString("unit_name"), piece(row)));
        }
        return found;
    }

    @Override
    public List<Seen> lastSeen(Collection<String> features, Optional<String> kind) {
        List<Seen> found = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        """
                        select f, last.* from unnest($1::text[]) f, lateral (
                            select e.unit_name, e.until_at from coverage_evidence e
                            where e.feature = f and not e.mock %s
                            order by e.until_at desc limit 1) last""".formatted(kind.isPresent() ? "and e.kind = $2" : "and $2::text is null"),
                        column(features, String[]::new, feature -> feature),
                        kind.orElse(null))) {
            found.add(new Seen(
                    row.getString("f"),
                    row.getString("unit_name"),
                    row.getOffsetDateTime("until_at").toInstant()));
        }
        return found;
    }

    private static Piece piece(Row row) {
        return new Piece(
                new Quarter(instant(row, "quarter")),
                row.getString("feature"),
                VisitPeriod.parse(row.getString("period")),
                instant(row, "slot_from"),
                instant(row, "from_at"),
                instant(row, "until_at"),
                row.getDouble("from_m"),
                row.getDouble("until_m"),
                row.getBoolean("mock"),
                row.getLong("revision"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> Object column(Collection<T> rows, IntFunction<Object[]> array, Function<T, Object> value) {
        return rows.stream().map(value).toArray(array);
    }
}
