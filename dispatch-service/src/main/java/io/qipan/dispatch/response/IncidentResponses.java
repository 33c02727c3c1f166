package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.response.model.IncidentResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plan and alarm level of incidents. Inside a unit of work only. */
interface IncidentResponses {

    Optional<IncidentResponse> find(IncidentId incident);

    /** Of an incident that is locked. */
    void save(IncidentResponse response);

    /** The units with open orders for an incident. */
    Set<String> assigned(IncidentId incident);

    /** Of those that were merged into an incident itself at that time or later and still are, by when they were. */
    List<IncidentResponse> mergedInto(IncidentId incident, Instant since);
}
