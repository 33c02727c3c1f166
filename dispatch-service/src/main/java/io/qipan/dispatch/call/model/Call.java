package io.qipan.dispatch.call.model;

import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One report to the centre. After it ended nothing changes, unless it was attached to the wrong incident, or is taken back from
 * whom it was handed over to.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param answeredAt not before {@code receivedAt}
 * @param ringTold whether both of these were told; if not, how long it rang is unknown
 * @param owner subject of the token of who is responsible
 * @param device that it comes from, if that was said
 */
public record Call(
        CallId id,
        String number,
        long version,
        CallState state,
        Channel channel,
        Instant receivedAt,
        Instant answeredAt,
        boolean ringTold,
        String callerId,
        String description,
        List<Location> locations,
        String owner,
        Optional<String> externalReference,
        boolean drill,
        Instant recordedAt,
        Optional<String> device) {

    /** Beyond any honest use, and few enough to be read and written as a whole. */
    private static final int MOST_LOCATIONS = 500;

    public Call {
        locations = List.copyOf(locations);
    }

    /** A new call; candidates get their numbers here. */
    public static Decision<Call> received(Call draft) {
        if (draft.answeredAt.isBefore(draft.receivedAt)) {
            return Decision.refuse(Refusal.of(
                            Reason.INVALID_FIELD,
                            "answered_at " + draft.answeredAt + " is before received_at " + draft.receivedAt + ".")
                    .withViolations(List.of(new Refusal.Violation("answered_at", "is before received_at"))));
        }
        Call empty = draft.with(draft.state, List.of(), draft.version);
        Call numbered = empty;
        for (Location location : draft.locations) {
            numbered = numbered.plus(location, draft.version);
        }
        return Decision.grant(numbered);
    }

    public Decision<Call> locate(Location location) {
        return whileOpen("be located").then(Call::withRoom).then(open -> Decision.grant(plus(location, version + 1)));
    }

    /** Ends it without an incident of its own; these outcomes need a rationale. */
    public Decision<Call> end(CallOutcome outcome, String rationale) {
        if (rationale.isBlank()) {
            return Decision.refuse(
                    Refusal.of(Reason.RATIONALE_REQUIRED, "A call that ends as " + outcome + " needs a rationale.")
                            .with("outcome", outcome.name()));
        }
        return whileOpen("end")
                .then(open ->
                        Decision.grant(with(new Ended(outcome, rationale, Optional.empty()), locations, version + 1)));
    }

    /** Ends it because its incident takes over. */
    public Decision<Call> handOver(IncidentId incident, CallOutcome outcome) {
        return whileOpen("be given to an incident")
                .then(open ->
                        Decision.grant(with(new Ended(outcome, "", Optional.of(incident)), locations, version + 1)));
    }

    /** Opens one again that was attached to the wrong incident. What it has told stays told. */
    public Decision<Call> detach(Instant nextDeadlineAt) {
        return state instanceof Ended ended && ended.outcome() == CallOutcome.ATTACHED_TO_INCIDENT
                ? Decision.grant(with(new Open(nextDeadlineAt), locations, version + 1))
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be detached"));
    }

    /** Ends it because another organisation has accepted it. */
    public Decision<Call> transferred(String how) {
        return end(CallOutcome.TRANSFERRED, how);
    }

    /** Opens one again that another organisation has accepted and done nothing of. What it has told stays told. */
    public Decision<Call> takeBack(Instant nextDeadlineAt) {
        return isTransferred()
                ? Decision.grant(with(new Open(nextDeadlineAt), locations, version + 1))
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be taken back"));
    }

    public boolean isTransferred() {
        return state instanceof Ended ended && ended.outcome() == CallOutcome.TRANSFERRED;
    }

    /** Somebody has been reminded; the next look is later. */
    public Decision<Call> overdue(Instant nextDeadlineAt) {
        return whileOpen("be overdue").then(open -> Decision.grant(with(new Open(nextDeadlineAt), locations, version)));
    }

    /** The same call with the number that storage gave it. */
    public Call numbered(String given) {
        return new Call(
                id,
                given,
                version,
                state,
                channel,
                receivedAt,
                answeredAt,
                ringTold,
                callerId,
                description,
                locations,
                owner,
                externalReference,
                drill,
                recordedAt,
                device);
    }

    public Optional<IncidentId> incident() {
        return state instanceof Ended ended ? ended.incident() : Optional.empty();
    }

    private Decision<Call> withRoom() {
        return locations.size() < MOST_LOCATIONS
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(
                        id.name(), "open", "take more than " + MOST_LOCATIONS + " locations"));
    }

    private Decision<Call> whileOpen(String action) {
        return state instanceof Open
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Call plus(Location location, long nextVersion) {
        List<Location> more = new ArrayList<>(locations);
        more.add(location.numbered(locations.size() + 1));
        return with(state, more, nextVersion);
    }

    private Call with(CallState nextState, List<Location> nextLocations, long nextVersion) {
        return new Call(
                id,
                number,
                nextVersion,
                nextState,
                channel,
                receivedAt,
                answeredAt,
                ringTold,
                callerId,
                description,
                nextLocations,
                owner,
                externalReference,
                drill,
                recordedAt,
                device);
    }
}
