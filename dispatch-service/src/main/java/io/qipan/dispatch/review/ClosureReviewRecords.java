package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.review.model.Closure;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores the review of an ending, tells the journal and keeps its deadline, always all three. */
@Singleton
class ClosureReviewRecords {
    /** Deadline of a review that is not concluded. */
    static final String LOOK = "closure_review.look";

    private final ClosureReviews reviews;
    private final Journal journal;
    private final Deadlines deadlines;

    ClosureReviewRecords(ClosureReviews reviews, Journal journal, Deadlines deadlines) {
        this.reviews = reviews;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    /** An ending that the lot did not fall on. The journal has it with what was ended. */
    void pass(Closure closure) {
        reviews.keep(closure, false);
    }

    ClosureReview add(ClosureReview review) {
        reviews.keep(review.closure(), true);
        reviews.add(review);
        tell(review, "closure_review.drawn", review.closure().closedAt(), "");
        return review;
    }

    /** The review, locked. Refuses NOT_FOUND. */
    ClosureReview lock(ClosureReviewId id) {
        return reviews.lock(id);
    }

    /** The review, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    ClosureReview lock(ClosureReviewId id, String etag) {
        ClosureReview review = reviews.lock(id);
        Etag.check(id.name(), etag, review.version());
        return review;
    }

    /** Stores the next state of a locked review. */
    ClosureReview change(ClosureReview next, String action, Instant occurredAt, String reason) {
        reviews.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(ClosureReview review, String action, Instant occurredAt, String reason) {
        String name = review.id().name();
        journal.append(name, action, occurredAt, reason, ClosureReviewMessages.message(review));
        keepDeadline(review);
    }

    /** Sets the deadline of a locked review once more, which stays as it is. */
    void keepDeadline(ClosureReview review) {
        String name = review.id().name();
        review.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
