package io.qipan.dispatch.forcedplace.model;

import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Outcome;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Settled;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Locale;

/**
 * A place that an operator holds to although nothing confirms it.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param locationId of the location within its subject
 * @param owner subject of the token of who follows it up
 * @param drill of its subject
 */
public record ForcedPlace(
        ForcedPlaceId id,
        long version,
        ForcedPlaceState state,
        Subject subject,
        int locationId,
        String text,
        String reason,
        String owner,
        Instant forcedAt,
        boolean drill) {

    /** What it was forced for. */
    public sealed interface Subject {
        String name();

        record OfCall(CallId id) implements Subject {
            @Override
            public String name() {
                return id.name();
            }
        }

        record OfIncident(IncidentId id) implements Subject {
            @Override
            public String name() {
                return id.name();
            }
        }
    }

    /** Ends the follow-up. One that has lapsed can still be verified or corrected: what it was forced for may be worked again. */
    public Decision<ForcedPlace> settle(Outcome outcome, Instant at, String by, String rationale) {
        boolean isLate =
                state instanceof Settled settled && settled.outcome() == Outcome.LAPSED && outcome != Outcome.LAPSED;
        return (isLate ? Decision.grant(this) : whileUnverified("be settled"))
                .then(place -> Decision.grant(place.with(new Settled(outcome, at, by, rationale), version + 1)));
    }

    /** The owner has been reminded; the next look is later. */
    public Decision<ForcedPlace> remind(Instant nextDeadlineAt) {
        int before = state instanceof Unverified unverified ? unverified.reminders() : 0;
        return whileUnverified("be called to mind")
                .then(open -> Decision.grant(with(new Unverified(nextDeadlineAt, before + 1), version)));
    }

    private Decision<ForcedPlace> whileUnverified(String action) {
        return switch (state) {
            case Unverified _ -> Decision.grant(this);
            case Settled settled ->
                Decision.refuse(Refusal.illegalTransition(
                        id.name(), settled.outcome().name().toLowerCase(Locale.ROOT), action));
        };
    }

    private ForcedPlace with(ForcedPlaceState next, long nextVersion) {
        return new ForcedPlace(id, nextVersion, next, subject, locationId, text, reason, owner, forcedAt, drill);
    }
}
