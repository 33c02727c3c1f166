package io.qipan.dispatch.sharing;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.sharing.model.IncidentShare;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** With whom incidents are shared. Inside a unit of work only. */
interface IncidentShares {

    /**
     * Which to list; what is empty does not restrict.
     *
     * @param inForceAt those that are in force at this moment
     */
    record Filter(Optional<IncidentId> incident, Optional<String> agency, Optional<Instant> inForceAt) {}

    void add(IncidentShare share);

    Optional<IncidentShare> find(IncidentShareId id);

    /** The share, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    IncidentShare lock(IncidentShareId id);

    /** All of an incident that have not ended, locked, in the order of their names. */
    List<IncidentShare> lockOpen(IncidentId incident);

    void save(IncidentShare share);

    /** Newest first, older than the given id. */
    List<IncidentShare> list(Filter filter, Optional<IncidentShareId> olderThan, int limit);
}
