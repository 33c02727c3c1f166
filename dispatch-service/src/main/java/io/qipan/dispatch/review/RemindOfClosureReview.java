package io.qipan.dispatch.review;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.ClosureReviewState.Open;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells who watches, and the commander, that an ending was not looked at again in time, until somebody does. */
@Singleton
class RemindOfClosureReview implements DeadlineHandler {
    private final ClosureReviewRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    RemindOfClosureReview(
            ClosureReviewRecords records, DispatchSettings settings, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ClosureReviewRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        ClosureReview review = records.lock(ClosureReviewId.parse(due.subject()));
        if (review.state() instanceof Open open) {
            Instant now = Times.now(clock);
            if (now.isBefore(open.nextDeadlineAt())) {
                // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
                records.keepDeadline(review);
                return;
            }
            ClosureReview ignored = records.change(
                    review.overdue(now.plus(settings.remindReview())),
                    "closure_review.overdue",
                    now,
                    "Nobody has concluded it since " + review.closure().closedAt());
            meters.counter("qipan.closure.reviews.overdue").increment();
        }
    }
}
