package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import java.util.List;
import java.util.Optional;

/** Reviews of activations, and what they found. Inside a unit of work only. */
interface Findings {

    /** Which to list. */
    record Filter(boolean openOnly, Optional<ContingencyActivationId> review) {}

    /** A review never changes. */
    void addReview(ContingencyActivationId id, ContingencyReview review);

    Optional<ContingencyReview> review(ContingencyActivationId id);

    void add(Finding finding);

    Optional<Finding> find(ContingencyFindingId id);

    /** The finding, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Finding lock(ContingencyFindingId id);

    void save(Finding finding);

    /** Newest first, older than the given id. */
    List<Finding> list(Filter filter, Optional<ContingencyFindingId> olderThan, int limit);
}
