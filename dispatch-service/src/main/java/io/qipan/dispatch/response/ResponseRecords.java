package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the plan and alarm level of an incident, tells the journal and keeps its deadline, always all three. */
@Singleton
class ResponseRecords {
    /** Deadline of a level above 0 of an open incident: somebody looks whether what it needs is there. */
    static final String LOOK = "incident_response.look";

    private final IncidentResponses responses;
    private final Journal journal;
    private final Deadlines deadlines;

    ResponseRecords(IncidentResponses responses, Journal journal, Deadlines deadlines) {
        this.responses = responses;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    Optional<IncidentResponse> find(IncidentId incident) {
        return responses.find(incident);
    }

    List<IncidentResponse> mergedInto(IncidentId incident, Instant since) {
        return responses.mergedInto(incident, since);
    }

    /** Stores what is next for a locked incident. */
    IncidentResponse change(IncidentResponse next, String action, Instant now, String reason) {
        responses.save(next);
        journal.append(next.name(), action, now, reason, ResponseMessages.message(next));
        schedule(next);
        return next;
    }

    /** Stores when somebody looks again, of which nothing is told: at the last look all was as before. */
    void postpone(IncidentResponse next) {
        responses.save(next);
        schedule(next);
    }

    /** Has it looked at when it says. */
    void schedule(IncidentResponse response) {
        response.nextDeadlineAt()
                .ifPresentOrElse(
                        at -> deadlines.set(LOOK, response.name(), at), () -> deadlines.lift(LOOK, response.name()));
    }
}
