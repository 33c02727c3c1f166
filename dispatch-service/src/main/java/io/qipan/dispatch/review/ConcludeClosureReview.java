package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.ClosureReviewState.Verdict;
import io.qipan.proto.dispatch.v1.ClosureReview.State;
import io.qipan.proto.dispatch.v1.ConcludeClosureReviewRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Says whether an ending was right. What was ended stays ended. */
@Singleton
class ConcludeClosureReview {
    private final ClosureReviewRecords records;
    private final InstantSource clock;

    ConcludeClosureReview(ClosureReviewRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    ClosureReview conclude(ConcludeClosureReviewRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Verdict verdict = request.getVerdict() == State.FOUND_WRONG
                ? new Verdict.Wrong(request.getOptionalCorrectedOutcome())
                : new Verdict.Right();
        ClosureReview concluded = records.lock(ClosureReviewId.parse(request.getName()), request.getEtag())
                .conclude(verdict, caller.subject(), request.getFinding(), now)
                .orRefuse();
        return records.change(concluded, "closure_review.concluded", now, request.getFinding());
    }
}
