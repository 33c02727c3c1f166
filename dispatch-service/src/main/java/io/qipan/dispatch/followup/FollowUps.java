package io.qipan.dispatch.followup;

import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.Satisfaction;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The follow-ups that were opened. Inside a unit of work only. */
interface FollowUps {

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<IncidentId> incident, boolean openOnly) {}

    void add(FollowUp followUp);

    Optional<FollowUp> find(FollowUpId id);

    /** The follow-up, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    FollowUp lock(FollowUpId id);

    void save(FollowUp followUp);

    /** Newest first, older than the given id. */
    List<FollowUp> list(Filter filter, Optional<FollowUpId> olderThan, int limit);

    /**
     * Of the incidents that ended in a period.
     *
     * @param until exclusive
     */
    Satisfaction summarize(Instant from, Instant until);
}
