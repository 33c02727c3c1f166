package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.DutyState;
import io.qipan.patrol.coverage.model.Standing.Gap;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresVisitDuties implements VisitDuties {

    @Override
    public boolean open(VisitDuty duty) {
        return Tx.current()
                        .query(
                                """
                                insert into visit_duty
                                    (name, feature, period, period_until, zone, state, needed, done, revision, version,
                                    unvisited_since, longest_gap_s)
                                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                                on conflict do nothing returning name""",
                                duty.name(),
                                duty.feature(),
                                duty.period().code(),
                                duty.period().until(),
                                duty.zone().orElse(null),
                                duty.state().code(),
                                duty.needed(),
                                duty.done(),
                                duty.revision(),
                                duty.version(),
                                duty.gap().map(Gap::since).orElse(null),
                                duty.gap().map(Gap::longestS).orElse(null))
                        .size()
                == 1;
    }

    @Override
    public Optional<VisitDuty> find(String name) {
        return read("where name = $1", name).stream().findFirst();
    }

    @Override
    public Optional<VisitDuty> lock(String name) {
        return read("where name = $1 for update", name).stream().findFirst();
    }

    @Override
    public void save(VisitDuty duty) {
        Tx.current()
                .write(
                        """
                        update visit_duty set zone = $2, state = $3, needed = $4, done = $5, revision = $6, version = $7,
                            unvisited_since = $8, longest_gap_s = $9
                        where name = $1""",
                        duty.name(),
                        duty.zone().orElse(null),
                        duty.state().code(),
                        duty.needed(),
                        duty.done(),
                        duty.revision(),
                        duty.version(),
                        duty.gap().map(Gap::since).orElse(null),
                        duty.gap().map(Gap::longestS).orElse(null));
    }

    @Override
    public List<VisitDuty> openAt(Instant now) {
        return read("where period_until > $1 and state <> 'withdrawn' order by name", now);
    }

    @Override
    public List<VisitDuty> due(Optional<String> zone, boolean overdueOnly, Instant now, Page page) {
        return read("""
                where state in ('due', 'overdue') and (state = 'overdue' or not $1) and period_until > $2
                    and ($3::text is null or zone = $3) and name > $4
                order by name limit $5""", overdueOnly, now, zone.orElse(null), page.after().orElse(""), page.size() + 1);
    }

    private static List<VisitDuty> read(String where, @Nullable Object... arguments) {
        List<VisitDuty> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from visit_duty " + where, arguments)) {
            found.add(new VisitDuty(
                    row.getString("feature"),
                    Optional.ofNullable(row.getString("zone")),
                    VisitPeriod.parse(row.getString("period")),
                    DutyState.coded(row.getString("state")),
                    row.getInteger("needed"),
                    row.getInteger("done"),
                    Optional.ofNullable(row.getOffsetDateTime("unvisited_since"))
                            .map(since -> new Gap(since.toInstant(), row.getLong("longest_gap_s"))),
                    row.getLong("revision"),
                    row.getLong("version")));
        }
        return found;
    }

    @Override
    public Followed lockFollowed() {
        Tx.current().query("insert into coverage_head (revision) values (0) on conflict do nothing");
        Row head = Tx.current()
                .query("select revision, judged_until from coverage_head for update")
                .iterator()
                .next();
        return new Followed(head.getLong("revision"), Optional.ofNullable(head.getString("judged_until")));
    }

    @Override
    public void saveFollowed(Followed followed) {
        Tx.current()
                .write(
                        "update coverage_head set revision = $1, judged_until = $2",
                        followed.revision(),
                        followed.judgedUntil().orElse(null));
    }
}
