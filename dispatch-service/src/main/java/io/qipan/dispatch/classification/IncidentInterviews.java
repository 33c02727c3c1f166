package io.qipan.dispatch.classification;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import java.util.List;
import java.util.Optional;

/** The interviews that are kept. None is ever changed. Inside a unit of work only. */
interface IncidentInterviews {

    void add(IncidentInterviewId id, IncidentId incident, IncidentInterview interview);

    Optional<IncidentInterview> find(IncidentInterviewId id);

    /** The newest of an incident, the oldest of them first. */
    List<IncidentInterview> newest(IncidentId incident, int limit);
}
