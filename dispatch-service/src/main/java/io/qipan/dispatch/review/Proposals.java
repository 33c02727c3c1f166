package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.review.model.Proposal;
import java.util.List;
import java.util.Optional;

/** What was proposed. Inside a unit of work only. */
interface Proposals {

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<IncidentId> incident, boolean openOnly) {}

    void add(Proposal proposal);

    Optional<Proposal> find(ProposalId id);

    /** The proposal, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Proposal lock(ProposalId id);

    /** Those that wait about an incident, kept from being changed by others; oldest first. */
    List<Proposal> lockWaiting(IncidentId incident);

    void save(Proposal proposal);

    /** Newest first, older than the given id. */
    List<Proposal> list(Filter filter, Optional<ProposalId> olderThan, int limit);
}
