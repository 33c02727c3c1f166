package io.qipan.dispatch.review.model;

import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.review.model.ClosureReviewState.Concluded;
import io.qipan.dispatch.review.model.ClosureReviewState.Open;
import io.qipan.dispatch.review.model.ClosureReviewState.Verdict;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * A second look at an ending that was drawn.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param owner who has to see to it
 */
public record ClosureReview(long version, ClosureReviewState state, Closure closure, String owner) {

    /** Owns what was drawn. */
    public static final String DESK = "desk:review";

    /** Owns what was not concluded in time. */
    public static final String COMMAND = "desk:command";

    public static ClosureReview drawn(Closure closure, Instant concludeBy) {
        return new ClosureReview(1, new Open(concludeBy, false), closure, DESK);
    }

    public ClosureReviewId id() {
        return closure.id();
    }

    public Decision<ClosureReview> conclude(Verdict verdict, String by, String finding, Instant at) {
        if (!(state instanceof Open open)) {
            return Decision.refuse(Refusal.illegalTransition(id().name(), state.word(), "be concluded"));
        }
        if (closure.by().contains(by)) {
            return Decision.refuse(Refusal.of(
                            Reason.SECOND_PERSON_REQUIRED,
                            id().name() + " is about how " + by + " ended "
                                    + closure.subject().name() + ": somebody else has to conclude it.")
                    .with("resource", id().name())
                    .with("made_by", by));
        }
        return Decision.grant(new ClosureReview(
                version + 1, new Concluded(verdict, by, finding, at, open.overdue()), closure, owner));
    }

    /** Its deadline has passed: it goes up, and is told again at the next one. Of one that is concluded nothing. */
    public ClosureReview overdue(Instant next) {
        return state instanceof Open open
                ? new ClosureReview(open.overdue() ? version : version + 1, new Open(next, true), closure, COMMAND)
                : this;
    }

    public boolean isOverdue() {
        return switch (state) {
            case Open open -> open.overdue();
            case Concluded concluded -> concluded.overdue();
        };
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }
}
