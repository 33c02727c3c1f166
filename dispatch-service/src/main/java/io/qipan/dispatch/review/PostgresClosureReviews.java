package io.qipan.dispatch.review;

import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.review.model.Closure;
import io.qipan.dispatch.review.model.Closure.Subject;
import io.qipan.dispatch.review.model.Closure.Subject.OfCall;
import io.qipan.dispatch.review.model.Closure.Subject.OfIncident;
import io.qipan.dispatch.review.model.ClosureFigure;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.ClosureReviewState;
import io.qipan.dispatch.review.model.ClosureReviewState.Concluded;
import io.qipan.dispatch.review.model.ClosureReviewState.Open;
import io.qipan.dispatch.review.model.ClosureReviewState.Verdict;
import io.qipan.dispatch.review.model.Ground;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresClosureReviews implements ClosureReviews {
    private static final String SELECT =
            "select r.*, c.incident_id, c.call_id, c.outcome, c.ground, c.share, c.closed_by,"
                    + " c.closed_at from closure_review r join closure c on c.id = r.id ";

    @Override
    public void keep(Closure closure, boolean drawn) {
        Tx.current()
                .write(
                        """
                        insert into closure (id, incident_id, call_id, outcome, ground, share, drawn, closed_by,
                            closed_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                        closure.id().uuid(),
                        closure.subject() instanceof OfIncident of ? of.id().uuid() : null,
                        closure.subject() instanceof OfCall of ? of.id().uuid() : null,
                        closure.subject().ended(),
                        closure.ground().name(),
                        closure.share(),
                        drawn,
                        closure.by().toArray(String[]::new),
                        closure.closedAt());
    }

    @Override
    public void add(ClosureReview review) {
        Tx.current()
                .write(
                        """
                        insert into closure_review (id, version, state, owner, next_deadline_at, overdue, finding,
                            corrected_outcome)
                        values ($1, $2, $3, $4, $5, $6, '', '')""",
                        review.id().uuid(),
                        review.version(),
                        review.state().word(),
                        review.owner(),
                        review.nextDeadlineAt().orElse(null),
                        review.isOverdue());
    }

    @Override
    public void save(ClosureReview review) {
        @Nullable Concluded concluded = review.state() instanceof Concluded c ? c : null;
        Tx.current()
                .write(
                        """
                        update closure_review set version = $2, state = $3, owner = $4, next_deadline_at = $5,
                            overdue = $6, reviewer = $7, finding = $8, corrected_outcome = $9, concluded_at = $10
                        where id = $1""",
                        review.id().uuid(),
                        review.version(),
                        review.state().word(),
                        review.owner(),
                        review.nextDeadlineAt().orElse(null),
                        review.isOverdue(),
                        concluded == null ? null : concluded.reviewer(),
                        concluded == null ? "" : concluded.finding(),
                        concluded != null && concluded.verdict() instanceof Verdict.Wrong(String corrected)
                                ? corrected
                                : "",
                        concluded == null ? null : concluded.at());
    }

    @Override
    public Optional<ClosureReview> find(ClosureReviewId id) {
        return all(SELECT + "where r.id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public ClosureReview lock(ClosureReviewId id) {
        return all(SELECT + "where r.id = $1 for update of r", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<ClosureReview> list(boolean openOnly, Optional<ClosureReviewId> olderThan, int limit) {
        return all(SELECT + """
                where (not $1 or r.next_deadline_at is not null) and ($2::uuid is null or r.id < $2)
                order by r.id desc limit $3""", openOnly, olderThan.map(ClosureReviewId::uuid).orElse(null), limit);
    }

    @Override
    public List<ClosureFigure> summarize(Optional<Instant> from, Optional<Instant> until) {
        List<ClosureFigure> figures = new ArrayList<>();
        Tx.current()
                .query("""
                        select c.incident_id is not null as incidents, c.outcome, c.ground, count(*) as ended,
                            count(*) filter (where c.drawn) as drawn,
                            count(*) filter (where r.state <> 'open') as reviewed,
                            count(*) filter (where r.state = 'found_wrong') as wrong
                        from closure c left join closure_review r on r.id = c.id
                        where ($1::timestamptz is null or c.closed_at >= $1)
                            and ($2::timestamptz is null or c.closed_at < $2)
                        group by 1, 2, 3 order by 1 desc, 2, 3""", from.orElse(null), until.orElse(null))
                .forEach(row -> figures.add(new ClosureFigure(
                        row.getBoolean("incidents"),
                        row.getString("outcome"),
                        Ground.valueOf(row.getString("ground")),
                        row.getLong("ended"),
                        row.getLong("drawn"),
                        row.getLong("reviewed"),
                        row.getLong("wrong"))));
        return figures;
    }

    private static List<ClosureReview> all(String sql, @Nullable Object... arguments) {
        List<ClosureReview> reviews = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> reviews.add(review(row)));
        return reviews;
    }

    private static ClosureReview review(Row row) {
        Closure closure = new Closure(
                new ClosureReviewId(row.getUUID("id")),
                subject(row),
                Ground.valueOf(row.getString("ground")),
                row.getDouble("share"),
                List.of(row.getArrayOfStrings("closed_by")),
                instant(row, "closed_at"));
        return new ClosureReview(row.getLong("version"), state(row), closure, row.getString("owner"));
    }

    private static Subject subject(Row row) {
        String outcome = row.getString("outcome");
        return row.getUUID("incident_id") == null
                ? new OfCall(new CallId(row.getUUID("call_id")), CallOutcome.valueOf(outcome))
                : new OfIncident(new IncidentId(row.getUUID("incident_id")), IncidentOutcome.valueOf(outcome));
    }

    private static ClosureReviewState state(Row row) {
        boolean overdue = row.getBoolean("overdue");
        return switch (row.getString("state")) {
            case "open" -> new Open(instant(row, "next_deadline_at"), overdue);
            case "found_right" -> concluded(row, new Verdict.Right(), overdue);
            default -> concluded(row, new Verdict.Wrong(row.getString("corrected_outcome")), overdue);
        };
    }

    private static Concluded concluded(Row row, Verdict verdict, boolean overdue) {
        return new Concluded(
                verdict, row.getString("reviewer"), row.getString("finding"), instant(row, "concluded_at"), overdue);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
