package io.qipan.dispatch.response;

import io.qipan.dispatch.response.model.PlanRevision;
import java.util.List;
import java.util.Optional;

/** The revisions of all response plans. Inside a unit of work only. */
interface PlanRevisions {

    /** Keeps others from making or approving revisions until the end of the unit of work. */
    void holdForChange();

    /** Of drafts too; 0 if there is none. */
    long newest();

    Optional<PlanRevision> inForce();

    Optional<PlanRevision> find(long number);

    void add(PlanRevision draft);

    /** Keeps the approval of one that is stored. */
    void approve(PlanRevision approved);

    /** The newest first. */
    List<PlanRevision> list(Optional<Long> before, int limit);
}
