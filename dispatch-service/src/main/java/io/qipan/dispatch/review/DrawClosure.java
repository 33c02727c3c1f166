package io.qipan.dispatch.review;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.call.EndedCalls;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.incident.EndedIncidents;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.review.model.Closure;
import io.qipan.dispatch.review.model.Closure.Subject;
import io.qipan.dispatch.review.model.Closure.Subject.OfCall;
import io.qipan.dispatch.review.model.Closure.Subject.OfIncident;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.Ground;
import io.qipan.dispatch.review.model.Shares;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Casts the lot for each ending, with the change that ends it. What was taken back and ends again has one for each. Exercises are
 * left out.
 */
@Singleton
class DrawClosure implements EndedCalls, EndedIncidents {
    private final ClosureReviewRecords records;
    private final Lots lots;
    private final DispatchSettings settings;
    private final Shares shares;

    DrawClosure(ClosureReviewRecords records, Lots lots, DispatchSettings settings) {
        this.records = records;
        this.lots = lots;
        this.settings = settings;
        this.shares = new Shares(Map.of(
                Ground.ORDINARY, settings.reviewShareOrdinary(),
                Ground.BY_TWO, settings.reviewShareByTwo(),
                Ground.UNATTENDED, settings.reviewShareUnattended(),
                Ground.HOAX_OR_ACCIDENTAL, settings.reviewShareHoax()));
    }

    @Override
    public void ended(Call call, CallOutcome outcome, String by, Instant now) {
        if (!call.drill()) {
            draw(new OfCall(call.id(), outcome), Ground.of(outcome), List.of(by), now);
        }
    }

    @Override
    public void ended(Incident incident, How how, Instant now) {
        if (!incident.drill()) {
            Ground ground = Ground.of(how.atRisk(), how.attended(), how.by().size());
            draw(new OfIncident(incident.id(), how.outcome()), ground, how.by(), now);
        }
    }

    private void draw(Subject subject, Ground ground, List<String> by, Instant now) {
        Closure closure = new Closure(
                new ClosureReviewId(UuidCreator.getTimeOrderedEpoch()), subject, ground, shares.of(ground), by, now);
        if (closure.isDrawnBy(lots.next())) {
            ClosureReview ignored = records.add(ClosureReview.drawn(closure, now.plus(settings.concludeReview())));
        } else {
            records.pass(closure);
        }
    }
}
