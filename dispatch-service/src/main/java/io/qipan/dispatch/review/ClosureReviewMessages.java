package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.review.model.Closure;
import io.qipan.dispatch.review.model.Closure.Subject.OfCall;
import io.qipan.dispatch.review.model.Closure.Subject.OfIncident;
import io.qipan.dispatch.review.model.ClosureFigure;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.ClosureReviewState.Concluded;
import io.qipan.dispatch.review.model.ClosureReviewState.Verdict;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.ClosureReview.State;
import io.qipan.proto.dispatch.v1.DrawGround;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;

/** Reviews of endings on the wire. */
final class ClosureReviewMessages {

    private ClosureReviewMessages() {}

    static io.qipan.proto.dispatch.v1.ClosureReview message(ClosureReview review) {
        Closure closure = review.closure();
        io.qipan.proto.dispatch.v1.ClosureReview.Builder message = io.qipan.proto.dispatch.v1.ClosureReview.newBuilder()
                .setName(review.id().name())
                .setEtag(Etag.of(review.version()))
                .setState(State.valueOf(review.state().word().toUpperCase(Locale.ROOT)))
                .setSubject(closure.subject().name())
                .setGround(DrawGround.valueOf(closure.ground().name()))
                .setShare(closure.share())
                .addAllClosedBy(closure.by())
                .setClosedAt(Times.message(closure.closedAt()))
                .setOwner(review.owner())
                .setOverdue(review.isOverdue());
        switch (closure.subject()) {
            case OfIncident of ->
                message.setIncidentOutcome(IncidentOutcome.valueOf(of.outcome().name()));
            case OfCall of ->
                message.setCallOutcome(CallOutcome.valueOf(of.outcome().name()));
        }
        review.nextDeadlineAt().map(Times::message).ifPresent(message::setNextDeadlineAt);
        if (review.state() instanceof Concluded concluded) {
            message.setReviewer(concluded.reviewer())
                    .setFinding(concluded.finding())
                    .setConcludedAt(Times.message(concluded.at()));
            if (concluded.verdict() instanceof Verdict.Wrong(String corrected)) {
                message.setCorrectedOutcome(corrected);
            }
        }
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.ClosureFigure message(ClosureFigure figure) {
        ClosureFigure.Interval interval = figure.interval();
        io.qipan.proto.dispatch.v1.ClosureFigure.Builder message = io.qipan.proto.dispatch.v1.ClosureFigure.newBuilder()
                .setGround(DrawGround.valueOf(figure.ground().name()))
                .setNEnded(figure.ended())
                .setNDrawn(figure.drawn())
                .setNReviewed(figure.reviewed())
                .setNWrong(figure.wrong())
                .setShareWrong(figure.shareWrong())
                .setShareWrongLow(interval.low())
                .setShareWrongHigh(interval.high());
        return figure.incidents()
                ? message.setIncidentOutcome(IncidentOutcome.valueOf(figure.outcome()))
                        .build()
                : message.setCallOutcome(CallOutcome.valueOf(figure.outcome())).build();
    }
}
