package io.qipan.dispatch.followup;

import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUp.Heard;
import io.qipan.dispatch.followup.model.FollowUp.Rated;
import io.qipan.dispatch.followup.model.FollowUpState;
import io.qipan.dispatch.followup.model.FollowUpState.Done;
import io.qipan.dispatch.followup.model.FollowUpState.NotCalled;
import io.qipan.dispatch.followup.model.FollowUpState.Over;
import io.qipan.dispatch.followup.model.FollowUpState.Owed;
import io.qipan.dispatch.followup.model.FollowUpState.Queued;
import io.qipan.dispatch.followup.model.FollowUpState.Sent;
import io.qipan.dispatch.followup.model.FollowUpState.ToCall;
import io.qipan.dispatch.followup.model.FollowUpState.ToCallBack;
import io.qipan.dispatch.followup.model.FollowUpState.ToRead;
import io.qipan.dispatch.followup.model.FollowUpState.Unanswered;
import io.qipan.dispatch.followup.model.Rating;
import io.qipan.dispatch.followup.model.Satisfaction;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresFollowUps implements FollowUps {

    @Override
    public void add(FollowUp followUp) {
        Tx.current()
                .write(
                        """
                        insert into follow_up (id, version, state, incident_id, call_id, owner, opened_at,
                            next_deadline_at, overdue, text, note)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, false, '', $9)""",
                        followUp.id().uuid(),
                        followUp.version(),
                        followUp.state().word(),
                        followUp.incident().uuid(),
                        followUp.call().uuid(),
                        followUp.owner(),
                        followUp.openedAt(),
                        followUp.nextDeadlineAt().orElse(null),
                        followUp.note());
    }

    @Override
    public void save(FollowUp followUp) {
        Heard heard = followUp.heard();
        Tx.current()
                .write(
                        """
                        update follow_up set version = $2, state = $3, owner = $4, next_deadline_at = $5, overdue = $6,
                            sent_at = $7, delivered_at = $8, rating = $9, rated_at = $10, text = $11, note = $12,
                            over_at = $13
                        where id = $1""",
                        followUp.id().uuid(),
                        followUp.version(),
                        followUp.state().word(),
                        followUp.owner(),
                        followUp.nextDeadlineAt().orElse(null),
                        followUp.state() instanceof Owed owed && owed.overdue(),
                        heard.sentAt().orElse(null),
                        heard.deliveredAt().orElse(null),
                        heard.rated().map(rated -> rated.rating().name()).orElse(null),
                        heard.rated().map(Rated::at).orElse(null),
                        heard.text(),
                        followUp.note(),
                        followUp.state() instanceof Over over ? over.at() : null);
    }

    @Override
    public Optional<FollowUp> find(FollowUpId id) {
        return all("select * from follow_up where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public FollowUp lock(FollowUpId id) {
        return all("select * from follow_up where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<FollowUp> list(Filter filter, Optional<FollowUpId> olderThan, int limit) {
        return all(
                """
                select * from follow_up
                where ($1::uuid is null or incident_id = $1) and (not $2 or next_deadline_at is not null)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.incident().map(IncidentId::uuid).orElse(null),
                filter.openOnly(),
                olderThan.map(FollowUpId::uuid).orElse(null),
                limit);
    }

    @Override
    public Satisfaction summarize(Instant from, Instant until) {
        Row row = Tx.current()
                .query("""
                        with ended as (
                            select i.drill, i.priority = 'P1' or t.default_priority = 'P1' as life_risk,
                                f.rating, f.state, exists (select from deadline d
                                    where d.kind = $3 and d.subject = 'incidents/' || i.id) as later
                            from incident i join incident_type t on t.code = i.type
                                left join follow_up f on f.incident_id = i.id
                            where i.ended_at >= $1 and i.ended_at < $2)
                        select count(*) filter (where rating = 'SATISFIED') as satisfied,
                            count(*) filter (where rating = 'BASICALLY_SATISFIED') as basically_satisfied,
                            count(*) filter (where rating = 'DISSATISFIED') as dissatisfied,
                            count(*) filter (where state = 'unanswered') as unanswered,
                            count(*) filter (where state = 'not_called') as not_called,
                            count(*) filter (where state in ('queued', 'sent', 'to_call', 'to_read')
                                or (state is null and not drill and not life_risk and later)) as open,
                            count(*) filter (where state is null and not drill and life_risk) as life_risk,
                            count(*) filter (where state is null and not drill and not life_risk and not later)
                                as unreachable,
                            count(*) filter (where drill) as drills
                        from ended""", from, until, IncidentRecords.FOLLOW_UP)
                .iterator()
                .next();
        return new Satisfaction(
                row.getLong("satisfied"),
                row.getLong("basically_satisfied"),
                row.getLong("dissatisfied"),
                row.getLong("unanswered"),
                row.getLong("not_called"),
                row.getLong("open"),
                row.getLong("life_risk"),
                row.getLong("unreachable"),
                row.getLong("drills"));
    }

    private static List<FollowUp> all(String sql, @Nullable Object... arguments) {
        List<FollowUp> followUps = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> followUps.add(followUp(row)));
        return followUps;
    }

    private static FollowUp followUp(Row row) {
        return new FollowUp(
                new FollowUpId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new IncidentId(row.getUUID("incident_id")),
                new CallId(row.getUUID("call_id")),
                row.getString("owner"),
                instant(row, "opened_at"),
                new Heard(
                        optional(row, "sent_at"),
                        optional(row, "delivered_at"),
                        optional(row, "rated_at").map(at -> new Rated(Rating.valueOf(row.getString("rating")), at)),
                        row.getString("text")),
                row.getString("note"));
    }

    private static FollowUpState state(Row row) {
        String word = row.getString("state");
        boolean overdue = row.getBoolean("overdue");
        return switch (word) {
            case "queued" -> new Queued(instant(row, "next_deadline_at"));
            case "sent" -> new Sent(instant(row, "next_deadline_at"));
            case "to_call" -> new ToCall(instant(row, "next_deadline_at"));
            case "to_read" -> new ToRead(instant(row, "next_deadline_at"), overdue);
            case "to_call_back" -> new ToCallBack(instant(row, "next_deadline_at"), overdue);
            case "done" -> new Done(instant(row, "over_at"));
            case "unanswered" -> new Unanswered(instant(row, "over_at"));
            case "not_called" -> new NotCalled(instant(row, "over_at"));
            default -> throw new IllegalStateException("A follow-up cannot be " + word);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
