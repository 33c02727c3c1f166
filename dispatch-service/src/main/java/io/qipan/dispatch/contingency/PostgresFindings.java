package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Clock;
import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.contingency.model.Finding.End;
import io.qipan.dispatch.contingency.model.Finding.FindingState;
import io.qipan.dispatch.contingency.model.Finding.Found;
import io.qipan.dispatch.contingency.model.Finding.Open;
import io.qipan.dispatch.contingency.model.Finding.Resolved;
import io.qipan.dispatch.contingency.model.Finding.Withdrawn;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresFindings implements Findings {

    @Override
    public void addReview(ContingencyActivationId id, ContingencyReview review) {
        Tx.current()
                .write(
                        "insert into contingency_review (id, review) values ($1, $2::text::jsonb)",
                        id.uuid(),
                        JsonColumn.write(List.of(review)));
    }

    @Override
    public Optional<ContingencyReview> review(ContingencyActivationId id) {
        for (Row row : Tx.current().query("select review from contingency_review where id = $1", id.uuid())) {
            return JsonColumn.read(row.getJsonArray("review"), ContingencyReview::newBuilder).stream()
                    .map(ContingencyReview.Builder::build)
                    .findFirst();
        }
        return Optional.empty();
    }

    @Override
    public void add(Finding finding) {
        Found found = finding.found();
        Tx.current()
                .write(
                        """
                        insert into contingency_finding (id, version, state, review_id, incident_id, found_in_drill,
                            text, owner, due_at, found_by, found_at, next_deadline_at, reminders)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)\
                        """,
                        finding.id().uuid(),
                        finding.version(),
                        finding.state().word(),
                        found.activation().uuid(),
                        found.incident().uuid(),
                        found.drill(),
                        found.text(),
                        finding.owner(),
                        finding.dueAt(),
                        found.by(),
                        found.at(),
                        finding.nextDeadlineAt().orElse(null));
    }

    @Override
    public Optional<Finding> find(ContingencyFindingId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Finding lock(ContingencyFindingId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Finding finding) {
        @Nullable End end = finding.end().orElse(null);
        Tx.current()
                .write(
                        """
                        update contingency_finding set version = $2, state = $3, owner = $4, due_at = $5,
                            next_deadline_at = $6, reminders = $7, over_at = $8, over_by = $9, outcome = $10
                        where id = $1\
                        """,
                        finding.id().uuid(),
                        finding.version(),
                        finding.state().word(),
                        finding.owner(),
                        finding.dueAt(),
                        finding.nextDeadlineAt().orElse(null),
                        finding.state() instanceof Open(Clock clock) ? clock.reminders() : 0,
                        end == null ? null : end.at(),
                        end == null ? null : end.by(),
                        end == null ? null : end.outcome());
    }

    @Override
    public List<Finding> list(Filter filter, Optional<ContingencyFindingId> olderThan, int limit) {
        return read(
                """
                where ($1::uuid is null or review_id = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4\
                """,
                filter.review().map(ContingencyActivationId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(ContingencyFindingId::uuid).orElse(null),
                limit);
    }

    private static List<Finding> read(String where, @Nullable Object... arguments) {
        List<Finding> found = new ArrayList<>();
        Tx.current()
                .query("select * from contingency_finding " + where, arguments)
                .forEach(row -> found.add(new Finding(
                        new ContingencyFindingId(row.getUUID("id")),
                        row.getLong("version"),
                        new Found(
                                new ContingencyActivationId(row.getUUID("review_id")),
                                new IncidentId(row.getUUID("incident_id")),
                                row.getBoolean("found_in_drill"),
                                row.getString("text"),
                                row.getString("found_by"),
                                instant(row, "found_at")),
                        row.getString("owner"),
                        instant(row, "due_at"),
                        state(row))));
        return found;
    }

    private static FindingState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "open" -> new Open(new Clock(instant(row, "next_deadline_at"), row.getInteger("reminders")));
            case "resolved" -> new Resolved(end(row));
            case "withdrawn" -> new Withdrawn(end(row));
            default -> throw new IllegalStateException("A finding cannot be " + word);
        };
    }

    private static End end(Row row) {
        return new End(instant(row, "over_at"), row.getString("over_by"), row.getString("outcome"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
