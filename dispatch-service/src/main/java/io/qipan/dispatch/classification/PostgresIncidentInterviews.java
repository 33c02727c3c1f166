package io.qipan.dispatch.classification;

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
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresIncidentInterviews implements IncidentInterviews {

    @Override
    public void add(IncidentInterviewId id, IncidentId incident, IncidentInterview interview) {
        Tx.current()
                .write(
                        """
                        insert into incident_interview (id, incident_id, made_at, step, content)
                        values ($1, $2, $3, $4, $5::text::jsonb)\
                        """,
                        id.uuid(),
                        incident.uuid(),
                        Times.instant(interview.getMadeAt()),
                        interview.getStep().name(),
                        JsonColumn.write(List.of(interview)));
    }

    @Override
    public Optional<IncidentInterview> find(IncidentInterviewId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public List<IncidentInterview> newest(IncidentId incident, int limit) {
        return read("where incident_id = $1 order by id desc limit $2", incident.uuid(), limit)
                .reversed();
    }

    private static List<IncidentInterview> read(String where, @Nullable Object... arguments) {
        List<IncidentInterview> interviews = new ArrayList<>();
        for (Row row : Tx.current().query("select content from incident_interview " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), IncidentInterview::newBuilder)
                    .forEach(interview -> interviews.add(interview.build()));
        }
        return interviews;
    }
}
