package io.qipan.dispatch.classification;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
class PostgresIncidentInterviews implements IncidentInterviews {

    private static final UUID OLDEST_THERE_CAN_BE = new UUID(0, 0);
    private static final UUID NEWEST_THERE_CAN_BE = new UUID(-1, -1);

    private static final String WITHIN_BYTES = """
        select content, looked from (
            select page.*, count(*) over () as looked, sum(octet_length(content::text)) over (
                order by id %3$s rows between unbounded preceding and 1 preceding) as bytes_before
            from (
                select id, content from incident_interview where %1$s and id %2$s $2
                order by id %3$s limit $3) page) counted
        where coalesce(bytes_before, 0) < $4 order by id %3$s\
        """;

    @Override
    public void add(IncidentInterviewId id, Optional<IncidentId> incident, IncidentInterview interview) {
        Tx.current()
                .write(
                        """
                        insert into incident_interview (id, incident_id, made_at, step, content)
                        values ($1, $2, $3, $4, $5::text::jsonb)\
                        """,
                        id.uuid(),
                        incident.map(IncidentId::uuid).orElse(null),
                        Times.instant(interview.getMadeAt()),
                        interview.getStep().name(),
                        JsonColumn.write(List.of(interview)));
    }

    @Override
    public Optional<IncidentInterview> find(IncidentInterviewId id) {
        List<IncidentInterview> found = new ArrayList<>();
        Tx.current()
                .query("select content from incident_interview where id = $1", id.uuid())
                .forEach(row -> found.add(interview(row)));
        return found.stream().findFirst();
    }

    @Override
    public List<IncidentInterview> newest(IncidentId incident, int limit) {
        return read("incident_id = $1", "desc", incident.uuid(), NEWEST_THERE_CAN_BE, limit)
                .interviews()
                .reversed();
    }

    @Override
    public Part list(Subject subject, Optional<IncidentInterviewId> after, int limit) {
        UUID behind = after.map(IncidentInterviewId::uuid).orElse(OLDEST_THERE_CAN_BE);
        return switch (subject) {
            case Subject.OfIncident(IncidentId id) -> read("incident_id = $1", "asc", id.uuid(), behind, limit);
            case Subject.OfCall(CallId id) -> read("call_id = $1", "asc", id.uuid(), behind, limit);
        };
    }

    /** One row more is looked at than is wanted, to say whether there are others. */
    private static Part read(String whose, String direction, UUID subject, UUID behind, int limit) {
        String sql = WITHIN_BYTES.formatted(whose, direction.equals("asc") ? ">" : "<", direction);
        List<IncidentInterview> interviews = new ArrayList<>();
        long looked = 0;
        for (Row row : Tx.current().query(sql, subject, behind, limit + 1, MOST_BYTES)) {
            looked = row.getLong("looked");
            if (interviews.size() < limit) {
                interviews.add(interview(row));
            }
        }
        return new Part(List.copyOf(interviews), looked > interviews.size());
    }

    private static IncidentInterview interview(Row row) {
        return JsonColumn.read(row.getJsonArray("content"), IncidentInterview::newBuilder)
                .getFirst()
                .build();
    }
}
