package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.InterviewInput;
import java.util.List;
import java.util.Optional;

/**
 * What was asked, answered and suggested when incidents were classified. Kept by the classification feature. Inside a
 * unit of work only.
 */
public interface Interviews {

    /** What somebody classified by an interview. */
    enum Step {
        OPENED,
        CALL_ATTACHED,
        RECLASSIFIED,
        PROPOSED
    }

    /**
     * An incident that was classified.
     *
     * @param call that the interview was held in
     * @param type what the person said it is, and {@code priority} how urgent
     */
    record Occasion(
            IncidentId incident, Optional<CallId> call, Step step, String type, Priority priority, boolean drill) {

        static Occasion of(Incident incident, Optional<CallId> call, Step step) {
            return new Occasion(incident.id(), call, step, incident.type(), incident.priority(), incident.drill());
        }
    }

    /** Adds one to those of the incident. Refuses NOT_FOUND (catalogue, category, model), INVALID_FIELD (answers). */
    void keep(Occasion occasion, InterviewInput told, String by);

    /** The newest of an incident, as far as they fit into an answer, the oldest of them first. */
    List<IncidentInterview> newest(IncidentId incident);
}
