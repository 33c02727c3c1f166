package io.qipan.dispatch.complaint;

import io.qipan.dispatch.complaint.model.Category;
import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.complaint.model.ComplaintState;
import io.qipan.dispatch.complaint.model.ComplaintState.Answer;
import io.qipan.dispatch.complaint.model.ComplaintState.Answered;
import io.qipan.dispatch.complaint.model.ComplaintState.Closed;
import io.qipan.dispatch.complaint.model.ComplaintState.Finding;
import io.qipan.dispatch.complaint.model.ComplaintState.Open;
import io.qipan.dispatch.complaint.model.ComplaintState.Received;
import io.qipan.dispatch.complaint.model.ComplaintState.UnderExamination;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
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
class PostgresComplaints implements Complaints {
    private static final String SELECT =
            "select c.*, (select drill from incident where id = c.incident_id) from complaint c ";

    @Override
    public void add(Complaint complaint) {
        Tx.current()
                .write(
                        """
                        insert into complaint (id, version, state, incident_id, follow_up_id, category, text, owner,
                            opened_by, opened_at, next_deadline_at, overdue, examiner, finding_reason, closing_note)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, '', '', '')""",
                        complaint.id().uuid(),
                        complaint.version(),
                        complaint.state().word(),
                        complaint.incident().uuid(),
                        complaint.followUp().map(FollowUpId::uuid).orElse(null),
                        complaint.category().name(),
                        complaint.text(),
                        complaint.owner(),
                        complaint.openedBy(),
                        complaint.openedAt(),
                        complaint.nextDeadlineAt().orElse(null));
    }

    @Override
    public void save(Complaint complaint) {
        @Nullable Closed closed = complaint.state() instanceof Closed c ? c : null;
        Tx.current()
                .write(
                        """
                        update complaint set version = $2, state = $3, owner = $4, next_deadline_at = $5, overdue = $6,
                            examiner = $7, finding = $8, finding_reason = $9, answered_at = $10, closing_note = $11,
                            closed_at = $12
                        where id = $1""",
                        complaint.id().uuid(),
                        complaint.version(),
                        complaint.state().word(),
                        complaint.owner(),
                        complaint.nextDeadlineAt().orElse(null),
                        complaint.state() instanceof Open open && open.overdue(),
                        complaint.examiner(),
                        complaint
                                .answer()
                                .map(answer -> answer.finding().name())
                                .orElse(null),
                        complaint.answer().map(Answer::reason).orElse(""),
                        complaint.answer().map(Answer::at).orElse(null),
                        closed == null ? "" : closed.note(),
                        closed == null ? null : closed.at());
    }

    @Override
    public Optional<Complaint> find(ComplaintId id) {
        return all(SELECT + "where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Complaint lock(ComplaintId id) {
        return all(SELECT + "where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<Complaint> list(Filter filter, Optional<ComplaintId> olderThan, int limit) {
        return all(
                SELECT + """
                where ($1::uuid is null or incident_id = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.incident().map(IncidentId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(ComplaintId::uuid).orElse(null),
                limit);
    }

    private static List<Complaint> all(String sql, @Nullable Object... arguments) {
        List<Complaint> complaints = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> complaints.add(complaint(row)));
        return complaints;
    }

    private static Complaint complaint(Row row) {
        return new Complaint(
                new ComplaintId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new IncidentId(row.getUUID("incident_id")),
                Optional.ofNullable(row.getUUID("follow_up_id")).map(FollowUpId::new),
                Category.valueOf(row.getString("category")),
                row.getString("text"),
                row.getString("owner"),
                row.getString("opened_by"),
                instant(row, "opened_at"),
                row.getBoolean("drill"));
    }

    private static ComplaintState state(Row row) {
        String word = row.getString("state");
        String examiner = row.getString("examiner");
        boolean overdue = row.getBoolean("overdue");
        return switch (word) {
            case "received" -> new Received(instant(row, "next_deadline_at"), overdue);
            case "under_examination" -> new UnderExamination(examiner, instant(row, "next_deadline_at"), overdue);
            case "answered" -> new Answered(examiner, answer(row), instant(row, "next_deadline_at"), overdue);
            case "closed" ->
                new Closed(examiner, answer(row), row.getString("closing_note"), instant(row, "closed_at"));
            default -> throw new IllegalStateException("A complaint cannot be " + word);
        };
    }

    private static Answer answer(Row row) {
        return new Answer(
                Finding.valueOf(row.getString("finding")),
                row.getString("finding_reason"),
                instant(row, "answered_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
