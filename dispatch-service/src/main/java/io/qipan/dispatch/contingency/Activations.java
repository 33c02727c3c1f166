package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;
import java.util.Optional;

/** The activations of contingency plans. Inside a unit of work only. */
interface Activations {

    /**
     * Which to list.
     *
     * @param incident with those that are merged into it; of one both drills and not
     */
    record Filter(boolean openOnly, Optional<IncidentId> incident, boolean drill) {}

    void add(Activation activation);

    Optional<Activation> find(ContingencyActivationId id);

    /** The activation, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Activation lock(ContingencyActivationId id);

    void save(Activation activation);

    /** Those that are active for this incident, or for one that is merged into it, oldest first. */
    List<Activation> active(IncidentId incident);

    /** Newest first, older than the given id. */
    List<Activation> list(Filter filter, Optional<ContingencyActivationId> olderThan, int limit);

    /** The alarm level that is set for an incident; 0 if none is. */
    int alarmLevel(IncidentId incident);
}
