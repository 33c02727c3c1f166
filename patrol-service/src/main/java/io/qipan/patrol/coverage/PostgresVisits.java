package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresVisits implements Visits {

    @Override
    public boolean replace(String unit, SlotOf slot, List<Visit> visits) {
        List<Visit> before = read(
                        "where unit_name = $1 and feature = $2 and slot_from = $3 and period = $4 order by number",
                        unit,
                        slot.feature(),
                        slot.from(),
                        slot.period().code())
                .stream()
                .map(Made::visit)
                .toList();
        if (before.equals(visits)) {
            return false;
        }
        Tx.current()
                .write(
                        "delete from visit where unit_name = $1 and feature = $2 and slot_from = $3 and period = $4",
                        unit,
                        slot.feature(),
                        slot.from(),
                        slot.period().code());
        for (int i = 0; i < visits.size(); i++) {
            insert(unit, slot, i, visits.get(i));
        }
        return true;
    }

    private static void insert(String unit, SlotOf slot, int number, Visit visit) {
        Tx.current()
                .write(
                        """
                        insert into visit
                            (unit_name, feature, slot_from, number, period, from_at, until_at, dwell_us, share, revision)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                        unit,
                        slot.feature(),
                        slot.from(),
                        number,
                        slot.period().code(),
                        visit.from(),
                        visit.until(),
                        visit.dwell().dividedBy(ChronoUnit.MICROS.getDuration()),
                        visit.share(),
                        visit.revision());
    }

    @Override
    public int count(String feature, VisitPeriod period) {
        return Tx.current()
                .query("select count(*)::integer from visit where feature = $1 and period = $2", feature, period.code())
                .iterator()
                .next()
                .getInteger(0);
    }

    @Override
    public List<Made> during(String feature, Instant from, Instant until) {
        return read(
                "where feature = $1 and from_at >= $2 and from_at < $3 order by from_at, unit_name, number",
                feature,
                from,
                until);
    }

    // From the newest end backwards, so that all that was long before is not read.
    @Override
    public Optional<Instant> lastUntil(String feature, Instant before) {
        for (Row row : Tx.current()
                .query(
                        "select until_at from visit where feature = $1 and from_at < $2 order by until_at desc limit 1",
                        feature,
                        before)) {
            return Optional.of(instant(row, "until_at"));
        }
        return Optional.empty();
    }

    @Override
    public List<Made> of(String feature, VisitPeriod period, int most) {
        return read(
                "where feature = $1 and period = $2 order by from_at, unit_name, number limit $3",
                feature,
                period.code(),
                most);
    }

    @Override
    public List<Made> list(Filter filter, Page page) {
        Key after = page.after(Key::parse).orElse(new Key(filter.until(), "", "", "", Instant.EPOCH));
        return read(
                """
                where from_at >= $1 and from_at < $2
                    and (from_at, unit_name, feature, period collate "C", slot_from) < ($3, $4, $5, $6, $7)
                    and ($8::text is null or feature = $8) and ($9::text is null or unit_name = $9)
                order by from_at desc, unit_name desc, feature desc, period collate "C" desc, slot_from desc limit $10""",
                filter.from(),
                filter.until(),
                after.from(),
                after.unit(),
                after.feature(),
                after.period(),
                after.slotFrom(),
                filter.feature().orElse(null),
                filter.unit().orElse(null),
                page.size() + 1);
    }

    private static List<Made> read(String where, @Nullable Object... arguments) {
        List<Made> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from visit " + where, arguments)) {
            found.add(new Made(
                    row.getString("unit_name"),
                    row.getString("feature"),
                    VisitPeriod.parse(row.getString("period")),
                    instant(row, "slot_from"),
                    new Visit(
                            instant(row, "from_at"),
                            instant(row, "until_at"),
                            Duration.of(row.getLong("dwell_us"), ChronoUnit.MICROS),
                            row.getDouble("share"),
                            row.getLong("revision"))));
        }
        return found;
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
