package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The incidents that were opened. Inside a unit of work only. */
interface Incidents {

    /** Stores a new incident and gives it its number. */
    Incident add(Incident draft);

    Optional<Incident> find(IncidentId id);

    /** The incident that was opened for a clue. One for the same clue that is being opened now is waited for. */
    Optional<Incident> findByClue(String clue);

    /** The incident, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Incident lock(IncidentId id);

    void save(Incident incident);

    /** When somebody is to look at a locked incident, as it is stored; never if it is not open. */
    Optional<Instant> nextDeadlineAt(IncidentId id);

    /** The places that an operator holds to for a locked call, and that nobody has confirmed. */
    List<ForcedPlaceId> unverified(CallId call);

    /** Keeps the case of a locked incident, {@code cases/{uuid}}. Returns whether it was not kept before. */
    boolean keepCase(IncidentId id, String name);

    /**
     * Newest first, older than the given id.
     *
     * @param states words of states; empty means all
     */
    List<Incident> list(Set<String> states, Optional<IncidentId> olderThan, int limit);

    /**
     * The most urgent that the incident, what is merged into it, or a type of theirs by default, is or ever was.
     */
    Priority highestEver(IncidentId id);

    Optional<IncidentType> findType(String code);

    List<IncidentType> listTypes();
}
