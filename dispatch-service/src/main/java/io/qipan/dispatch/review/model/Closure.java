package io.qipan.dispatch.review.model;

import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import java.time.Instant;
import java.util.List;

/**
 * How an incident, or a call that led to none, was ended.
 *
 * @param share with which probability it is drawn, 0 to 1
 * @param by who ended it: one person, or who proposed and who confirmed
 */
public record Closure(
        ClosureReviewId id, Subject subject, Ground ground, double share, List<String> by, Instant closedAt) {

    public Closure {
        by = List.copyOf(by);
    }

    /** Whether it falls on it. {@code lot} is not foreseeable, and any number from 0 to below 1 is as likely. */
    public boolean isDrawnBy(double lot) {
        return lot < share;
    }

    /** What was ended, and as what. */
    public sealed interface Subject {
        String name();

        /** Its word. */
        String ended();

        record OfIncident(IncidentId id, IncidentOutcome outcome) implements Subject {
            @Override
            public String name() {
                return id.name();
            }

            @Override
            public String ended() {
                return outcome.name();
            }
        }

        record OfCall(CallId id, CallOutcome outcome) implements Subject {
            @Override
            public String name() {
                return id.name();
            }

            @Override
            public String ended() {
                return outcome.name();
            }
        }
    }
}
