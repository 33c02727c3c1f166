package io.qipan.dispatch.classification;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import java.util.List;
import java.util.Optional;

/** The interviews that are kept. None is ever changed. Inside a unit of work only. */
interface IncidentInterviews {
    /** Of interviews read at once, as text; the last one may go beyond. A message of gRPC has four times as much. */
    long MOST_BYTES = 1L << 20;

    /** Of an incident, of a call, or of both. */
    void add(IncidentInterviewId id, Optional<IncidentId> incident, IncidentInterview interview);

    Optional<IncidentInterview> find(IncidentInterviewId id);

    /** The newest of an incident, the oldest of them first; as many as have {@link #MOST_BYTES}. */
    List<IncidentInterview> newest(IncidentId incident, int limit);

    /** Whose interviews are listed. */
    sealed interface Subject {
        record OfIncident(IncidentId id) implements Subject {}

        record OfCall(CallId id) implements Subject {}
    }

    /**
     * Some of a list.
     *
     * @param more whether others follow
     */
    record Part(List<IncidentInterview> interviews, boolean more) {}

    /** The oldest first, those after a given one; stops behind {@link #MOST_BYTES} as well. */
    Part list(Subject subject, Optional<IncidentInterviewId> after, int limit);
}
