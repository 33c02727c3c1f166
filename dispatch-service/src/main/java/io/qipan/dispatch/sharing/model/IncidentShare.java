package io.qipan.dispatch.sharing.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.sharing.model.ShareState.Ended;
import io.qipan.dispatch.sharing.model.ShareState.InForce;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * That an agency sees an incident.
 *
 * @param version counts what people do with it, not what happens to the incident; its text is the etag
 * @param agency {@code agencies/{code}}
 * @param until when it ends by itself
 */
public record IncidentShare(
        IncidentShareId id,
        long version,
        IncidentId incident,
        String agency,
        String purpose,
        boolean drill,
        Instant sharedAt,
        String sharedBy,
        Instant until,
        ShareState state) {
    /** Who needs it for longer looks again whether that is still so. */
    private static final Duration LONGEST = Duration.ofDays(90);

    /** A new one. */
    public static Decision<IncidentShare> shared(
            IncidentShareId id,
            IncidentId incident,
            String agency,
            String purpose,
            boolean drill,
            String by,
            Instant now,
            Instant until) {
        return within(until, now, now)
                .then(end -> Decision.grant(
                        new IncidentShare(id, 1, incident, agency, purpose, drill, now, by, end, new InForce())));
    }

    private static Decision<Instant> within(Instant until, Instant after, Instant now) {
        if (until.isAfter(after) && !until.isAfter(now.plus(LONGEST))) {
            return Decision.grant(until);
        }
        String problem =
                until + " must be later than " + after + " and at most " + LONGEST.toDays() + " days after now, " + now;
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "until: " + problem + ".")
                .withViolations(List.of(new Refusal.Violation("until", problem))));
    }

    public Decision<IncidentShare> extend(Instant later, Instant now) {
        if (!isInForce(now)) {
            return illegal("be extended");
        }
        return within(later, until, now).then(end -> Decision.grant(with(end, state)));
    }

    public Decision<IncidentShare> end(String by, String reason, Instant at) {
        return state instanceof InForce ? Decision.grant(with(until, new Ended(at, by, reason))) : illegal("end");
    }

    /** Whether the agency sees the incident. From its last moment on it does not, whether or not that was told yet. */
    public boolean isInForce(Instant now) {
        return state instanceof InForce && now.isBefore(until);
    }

    private Decision<IncidentShare> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private IncidentShare with(Instant nextUntil, ShareState nextState) {
        return new IncidentShare(
                id, version + 1, incident, agency, purpose, drill, sharedAt, sharedBy, nextUntil, nextState);
    }
}
