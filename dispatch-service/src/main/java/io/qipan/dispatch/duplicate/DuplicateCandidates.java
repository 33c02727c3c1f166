package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Sighting;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import java.time.Duration;
import java.util.List;

/** Incidents that are worth comparing with a report. Inside a unit of work only. */
interface DuplicateCandidates {

    /** More are never compared: half of them near in place, a quarter by the number, a quarter without a place. */
    int MOST = 200;

    /**
     * An incident that has not ended.
     *
     * @param root which is worked in its place, or itself
     * @param type code of a type
     * @param sameNumber one of its calls came from the number of a call of the report
     */
    record Candidate(IncidentId id, IncidentId root, String type, Sighting sighting, boolean sameNumber) {}

    /** Of the same kind, exercise or real, and at most so long before or after the report. */
    List<Candidate> near(Sighting report, List<CallId> calls, Duration atMostApart);

    /** The newest calls of this incident. */
    List<CallId> newestCalls(IncidentId incident);
}
