package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.dispatch.review.model.ProposalState;
import io.qipan.dispatch.review.model.ProposalState.Decided;
import io.qipan.dispatch.review.model.ProposalState.End;
import io.qipan.dispatch.review.model.ProposalState.Waiting;
import io.qipan.dispatch.review.model.ProposedChange;
import io.qipan.dispatch.review.model.ProposedChange.Ended;
import io.qipan.dispatch.review.model.ProposedChange.Reclassified;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresProposals implements Proposals {

    @Override
    public void add(Proposal proposal) {
        @Nullable Reclassified to = proposal.change() instanceof Reclassified r ? r : null;
        @Nullable Ended end = proposal.change() instanceof Ended e ? e : null;
        Tx.current()
                .write(
                        """
                        insert into proposal (id, version, state, incident_id, kind, from_type, from_priority, to_type,
                            to_priority, outcome, ended_at, reason, proposed_by, proposed_at, owner, drill,
                            next_deadline_at, escalated, decision_reason)
                        values ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                            '')""",
                        proposal.id().uuid(),
                        proposal.version(),
                        proposal.incident().uuid(),
                        proposal.change().kind(),
                        to == null ? null : to.fromType(),
                        to == null ? null : to.fromPriority().name(),
                        to == null ? null : to.toType(),
                        to == null ? null : to.toPriority().name(),
                        end == null ? null : end.outcome().name(),
                        end == null ? null : end.endedAt().orElse(null),
                        proposal.reason(),
                        proposal.proposedBy(),
                        proposal.proposedAt(),
                        proposal.owner(),
                        proposal.drill(),
                        proposal.nextDeadlineAt().orElse(null),
                        proposal.isEscalated());
    }

    @Override
    public void save(Proposal proposal) {
        @Nullable Decided decided = proposal.state() instanceof Decided d ? d : null;
        Tx.current()
                .write(
                        """
                        update proposal set version = $2, state = $3, next_deadline_at = $4, escalated = $5,
                            decided_by = $6, decided_at = $7, decision_reason = $8
                        where id = $1""",
                        proposal.id().uuid(),
                        proposal.version(),
                        proposal.state().word(),
                        proposal.nextDeadlineAt().orElse(null),
                        proposal.isEscalated(),
                        decided == null ? null : decided.by(),
                        decided == null ? null : decided.at(),
                        decided == null ? "" : decided.reason());
    }

    @Override
    public Optional<Proposal> find(ProposalId id) {
        return all("select * from proposal where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Proposal lock(ProposalId id) {
        return all("select * from proposal where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<Proposal> lockWaiting(IncidentId incident) {
        return all(
                "select * from proposal where incident_id = $1 and next_deadline_at is not null order by id for update",
                incident.uuid());
    }

    @Override
    public List<Proposal> list(Filter filter, Optional<ProposalId> olderThan, int limit) {
        return all(
                """
                select * from proposal
                where ($1::uuid is null or incident_id = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.incident().map(IncidentId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(ProposalId::uuid).orElse(null),
                limit);
    }

    private static List<Proposal> all(String sql, @Nullable Object... arguments) {
        List<Proposal> proposals = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> proposals.add(proposal(row)));
        return proposals;
    }

    private static Proposal proposal(Row row) {
        return new Proposal(
                new ProposalId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new IncidentId(row.getUUID("incident_id")),
                change(row),
                row.getString("reason"),
                row.getString("proposed_by"),
                instant(row, "proposed_at"),
                row.getString("owner"),
                row.getBoolean("drill"));
    }

    private static ProposedChange change(Row row) {
        return row.getString("kind").equals("ending")
                ? new Ended(
                        IncidentOutcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant))
                : new Reclassified(
                        row.getString("from_type"),
                        Priority.valueOf(row.getString("from_priority")),
                        row.getString("to_type"),
                        Priority.valueOf(row.getString("to_priority")));
    }

    private static ProposalState state(Row row) {
        boolean escalated = row.getBoolean("escalated");
        String word = row.getString("state");
        return word.equals("waiting")
                ? new Waiting(instant(row, "next_deadline_at"), escalated)
                : new Decided(
                        End.valueOf(word.toUpperCase(Locale.ROOT)),
                        instant(row, "decided_at"),
                        row.getString("decided_by"),
                        row.getString("decision_reason"),
                        escalated);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
