package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import java.time.Instant;
import java.util.List;

/** The alarm levels of incidents, which follow what becomes of them. Told to that feature. In a unit of work only. */
public interface AlarmLevels {

    /** A locked incident was merged into another one, which is locked as well. */
    void merged(Incident incident, Incident into, Instant now);

    /**
     * A locked incident was taken out again, and its merge is undone.
     *
     * @param above what it was merged into, the nearest first; the last one, which is locked, holds the others
     */
    void takenOut(Incident incident, List<Incident> above, String by, Instant now);

    /** A locked incident has ended. */
    void ended(IncidentId incident, Instant now);
}
