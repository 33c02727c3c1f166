package io.qipan.dispatch.visit;

import io.qipan.dispatch.visit.model.KnownVisit;
import io.qipan.dispatch.visit.model.VisitRound;
import io.qipan.dispatch.visit.model.VisitRound.Missing;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class PostgresOverdueVisits implements OverdueVisits {

    @Override
    public void hold(String period) {
        // A row that is not there cannot be locked.
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('overdue visits ' || $1, 0))", period);
    }

    @Override
    public Optional<KnownVisit> find(String duty) {
        for (Row row : Tx.current().query("select * from overdue_visit where duty = $1", duty)) {
            return Optional.of(new KnownVisit(
                    row.getString("duty"), row.getString("round"), row.getLong("version"), row.getBoolean("overdue")));
        }
        return Optional.empty();
    }

    @Override
    public Optional<VisitRound> findRound(String name) {
        for (Row row : Tx.current().query("select * from overdue_visit_round where name = $1", name)) {
            return Optional.of(new VisitRound(
                    row.getString("name"),
                    row.getOffsetDateTime("until").toInstant(),
                    missing(row.getInteger("missing"), row.getString("first_missing")),
                    row.getString("owner"),
                    row.getOffsetDateTime("next_deadline_at").toInstant()));
        }
        return Optional.empty();
    }

    private static Optional<Missing> missing(int visits, String first) {
        return visits == 0 ? Optional.empty() : Optional.of(new Missing(visits, first));
    }

    @Override
    public Optional<Missing> missing(String round) {
        Row row = Tx.current()
                .query(
                        "select count(*)::integer as visits, min(duty) as first from overdue_visit"
                                + " where round = $1 and overdue",
                        round)
                .iterator()
                .next();
        return missing(row.getInteger("visits"), row.getString("first"));
    }

    @Override
    public void save(KnownVisit visit) {
        Tx.current().write("""
                        insert into overdue_visit (duty, round, version, overdue) values ($1, $2, $3, $4)
                        on conflict (duty) do update set version = $3, overdue = $4""", visit.duty(), visit.round(), visit.version(), visit.overdue());
    }

    @Override
    public void save(VisitRound round) {
        Tx.current()
                .write(
                        """
                        insert into overdue_visit_round (name, until, missing, first_missing, owner, next_deadline_at)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (name) do update set until = $2, missing = $3, first_missing = $4, owner = $5,
                            next_deadline_at = $6""",
                        round.name(),
                        round.until(),
                        round.missing().map(Missing::visits).orElse(0),
                        round.missing().map(Missing::first).orElse(null),
                        round.owner(),
                        round.nextDeadlineAt());
    }

    @Override
    public void forget(VisitRound round) {
        Tx.current().write("delete from overdue_visit where round = $1", round.name());
        Tx.current().write("delete from overdue_visit_round where name = $1", round.name());
    }
}
