package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.review.model.Closure;
import io.qipan.dispatch.review.model.ClosureFigure;
import io.qipan.dispatch.review.model.ClosureReview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The endings for which lots were cast, and the reviews of those that were drawn. Inside a unit of work only. */
interface ClosureReviews {

    /** Keeps an ending, drawn or not: what was drawn is a share of these. */
    void keep(Closure closure, boolean drawn);

    /** The review of a kept ending. */
    void add(ClosureReview review);

    Optional<ClosureReview> find(ClosureReviewId id);

    /** The review, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    ClosureReview lock(ClosureReviewId id);

    void save(ClosureReview review);

    /** Newest first, older than the given id. */
    List<ClosureReview> list(boolean openOnly, Optional<ClosureReviewId> olderThan, int limit);

    /** Of endings from and until these times; empty does not restrict. Incidents first, by outcome and ground. */
    List<ClosureFigure> summarize(Optional<Instant> from, Optional<Instant> until);
}
