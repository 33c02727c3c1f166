package io.qipan.dispatch.incident.model;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Monitored;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentState.Queued;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that needs doing.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param type code of an {@link IncidentType}
 * @param calls the calls that tell of it
 * @param owner subject of the token of who is responsible
 * @param actAt when the act happened that an ecological rule judges
 * @param clue of ecology-service that it was opened for, {@code clues/{uuid}}
 * @param unverified places that an operator holds to for it or for one of its calls, and that nobody has confirmed, by
 *     name
 */
public record Incident(
        IncidentId id,
        String number,
        long version,
        IncidentState state,
        String type,
        Priority priority,
        String summary,
        List<Location> locations,
        List<CallId> calls,
        String owner,
        Instant openedAt,
        Instant actAt,
        boolean drill,
        Instant recordedAt,
        Optional<String> clue,
        List<ForcedPlaceId> unverified) {

    /** Beyond any honest use, and few enough to be read and written as a whole. */
    private static final int MOST_LOCATIONS = 500;

    public Incident {
        locations = List.copyOf(locations);
        calls = List.copyOf(calls);
        // As storage reads them, so that what is told is what is read.
        unverified = unverified.stream()
                .sorted(Comparator.comparing(ForcedPlaceId::name))
                .toList();
    }

    /** A new incident: candidates get their numbers, and the last one that can be found on a map is chosen. */
    public static Incident opened(Incident draft) {
        Incident incident = draft.withLocations(List.of());
        for (Location location : draft.locations) {
            incident = incident.withLocations(
                    incident.plus(location, location.shape().isPresent()));
        }
        return incident;
    }

    public Decision<Incident> locate(Location location, boolean choose) {
        if (choose && location.shape().isEmpty()) {
            return Decision.refuse(incomplete("a point or an area, to be chosen"));
        }
        return whileOpen("be located")
                .then(Incident::withRoom)
                .then(open ->
                        Decision.grant(withLocations(plus(location, choose)).changed()));
    }

    public Decision<Incident> choose(int locationId) {
        Optional<Location> candidate =
                locations.stream().filter(l -> l.id() == locationId).findFirst();
        if (candidate.isEmpty()) {
            return Decision.refuse(Refusal.notFound(id.name() + " location " + locationId));
        }
        if (candidate.get().shape().isEmpty()) {
            return Decision.refuse(incomplete("a point or an area in location " + locationId));
        }
        List<Location> next =
                locations.stream().map(l -> l.chosen(l.id() == locationId)).toList();
        return whileOpen("be located")
                .then(open -> Decision.grant(withLocations(next).changed()));
    }

    /**
     * @param ofDrill whether the call is an exercise
     */
    public Decision<Incident> attach(CallId call, boolean ofDrill) {
        Optional<Refusal> refusal = Merging.refusal(call, ofDrill, this);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        List<CallId> more = new ArrayList<>(calls);
        more.add(call);
        // As storage reads them, so that what is told is what is read.
        more.sort(Comparator.comparing(CallId::name));
        return whileOpen("take another call")
                .then(open -> Decision.grant(with(state, type, priority, locations, more, owner, version + 1)));
    }

    /** Lets a call go that was attached to it by mistake. The one that it was opened from is what it is about. */
    public Decision<Incident> detach(Call call) {
        if (state instanceof Ended) {
            return Decision.refuse(Refusal.of(
                            Reason.ILLEGAL_TRANSITION,
                            id.name() + " has ended, and its calls stay with it. Open an incident for what "
                                    + call.id().name() + " tells, and link the two.")
                    .with("resource", id.name())
                    .with("state", state.word())
                    .with("action", "let a call go"));
        }
        Optional<Refusal> refusal = whyItStays(call);
        if (refusal.isPresent()) {
            return Decision.refuse(refusal.get());
        }
        List<CallId> fewer =
                calls.stream().filter(other -> !other.equals(call.id())).toList();
        return whileOpen("let a call go")
                .then(open -> Decision.grant(with(state, type, priority, locations, fewer, owner, version + 1)));
    }

    private Optional<Refusal> whyItStays(Call call) {
        Optional<CallOutcome> outcome = call.state() instanceof CallState.Ended ended
                        && ended.incident().equals(Optional.of(id))
                ? Optional.of(ended.outcome())
                : Optional.empty();
        if (outcome.isEmpty()) {
            return Optional.of(notDetachable(
                    call,
                    "not_attached",
                    "is not attached to " + id.name() + " but to "
                            + call.incident().map(IncidentId::name).orElse("no incident")
                            + ". Read it again, and name the incident that it is attached to."));
        }
        return outcome.filter(CallOutcome.INCIDENT_OPENED::equals)
                .map(_ -> notDetachable(
                        call,
                        "opened_it",
                        "is what " + id.name()
                                + " was opened from: nothing would be left that tells of it. Reclassify the"
                                + " incident, merge it into the right one, or end it and open another."));
    }

    private static Refusal notDetachable(Call call, String why, String text) {
        return Refusal.of(Reason.NOT_DETACHABLE, call.id().name() + " " + text)
                .with("resource", call.id().name())
                .with("why", why);
    }

    public Decision<Incident> reclassify(String nextType, Priority nextPriority) {
        return whileOpen("be reclassified")
                .then(open ->
                        Decision.grant(with(state, nextType, nextPriority, locations, calls, owner, version + 1)));
    }

    public Decision<Incident> takeOver(String nextOwner) {
        return whileOpen("be taken over")
                .then(open -> Decision.grant(with(state, type, priority, locations, calls, nextOwner, version + 1)));
    }

    /** One that has open orders is active, from where no step leads here. */
    public Decision<Incident> queue(Instant nextDeadlineAt) {
        Queued queued = new Queued(nextDeadlineAt);
        return mayBecome(queued, "be queued").then(Incident::complete).then(i -> i.become(queued));
    }

    /** Units are ordered. An active incident stays active. */
    public Decision<Incident> activate(Instant nextDeadlineAt) {
        Active active = new Active(nextDeadlineAt);
        Decision<Incident> may =
                state instanceof Active ? Decision.grant(this) : mayBecome(active, "have units ordered");
        return may.then(Incident::complete).then(i -> i.become(active));
    }

    public Decision<Incident> monitor(int openOrders, Instant nextDeadlineAt) {
        Monitored monitored = new Monitored(nextDeadlineAt);
        return mayBecome(monitored, "be monitored")
                .then(i -> i.withoutOrders(openOrders))
                .then(i -> i.become(monitored));
    }

    public Decision<Incident> end(IncidentOutcome outcome, String rationale, Instant endedAt, int openOrders) {
        if (rationale.isBlank()) {
            return Decision.refuse(Refusal.of(Reason.RATIONALE_REQUIRED, "An incident ends with a rationale.")
                    .with("outcome", outcome.name()));
        }
        if (endedAt.isBefore(openedAt)) {
            return Decision.refuse(
                    Refusal.of(Reason.INVALID_FIELD, "ended_at " + endedAt + " is before opened_at " + openedAt + ".")
                            .withViolations(List.of(new Refusal.Violation("ended_at", "is before opened_at"))));
        }
        Ended ended = new Ended(outcome, rationale, endedAt);
        return mayBecome(ended, "end").then(i -> i.withoutOrders(openOrders)).then(i -> i.become(ended));
    }

    /** Somebody has been reminded; the next look is later. */
    public Decision<Incident> overdue(Instant nextDeadlineAt) {
        return state instanceof Open open
                ? Decision.grant(inState(open.until(nextDeadlineAt)))
                : Decision.refuse(illegal("be overdue"));
    }

    /** The same incident with the number that storage gave it. */
    public Incident numbered(String given) {
        return new Incident(
                id,
                given,
                version,
                state,
                type,
                priority,
                summary,
                locations,
                calls,
                owner,
                openedAt,
                actAt,
                drill,
                recordedAt,
                clue,
                unverified);
    }

    /** The same incident, of which these places are held to as well. */
    public Incident holdingTo(List<ForcedPlaceId> places) {
        return withUnverified(
                Stream.concat(unverified.stream(), places.stream()).distinct().toList());
    }

    /** The same incident, of which these places are not held to any more. */
    public Incident lettingGo(List<ForcedPlaceId> places) {
        return withUnverified(
                unverified.stream().filter(place -> !places.contains(place)).toList());
    }

    /** Somebody has confirmed or corrected a place. Also when it is over: it was held to until then. */
    public Incident placeSettled(ForcedPlaceId place) {
        return lettingGo(List.of(place)).changed();
    }

    private Incident withUnverified(List<ForcedPlaceId> places) {
        return new Incident(
                id,
                number,
                version,
                state,
                type,
                priority,
                summary,
                locations,
                calls,
                owner,
                openedAt,
                actAt,
                drill,
                recordedAt,
                clue,
                places);
    }

    public Optional<Location> chosenLocation() {
        return locations.stream().filter(Location::chosen).findFirst();
    }

    private Decision<Incident> complete() {
        return chosenLocation().isPresent()
                ? Decision.grant(this)
                : Decision.refuse(incomplete("a chosen location with a point or an area"));
    }

    private Refusal incomplete(String missing) {
        return Refusal.of(Reason.INCOMPLETE, id.name() + " has not yet " + missing + ".")
                .with("resource", id.name())
                .with("missing", "location");
    }

    private Decision<Incident> withoutOrders(int openOrders) {
        return openOrders == 0
                ? Decision.grant(this)
                : Decision.refuse(Refusal.of(
                                Reason.ORDERS_OPEN,
                                id.name() + " has " + openOrders + " open orders: clear or cancel them first.")
                        .with("resource", id.name())
                        .with("open_orders", Integer.toString(openOrders)));
    }

    /** Asked first: what else is missing does not matter for a step that can never be taken. */
    private Decision<Incident> mayBecome(IncidentState next, String action) {
        return state.next().contains(next.word()) ? Decision.grant(this) : Decision.refuse(illegal(action));
    }

    Refusal illegal(String action) {
        Refusal refusal = Refusal.illegalTransition(id.name(), state.word(), action);
        return state instanceof Merged merged
                ? Refusal.of(
                                refusal.reason(),
                                id.name() + " is merged into " + merged.into().name() + ": it cannot " + action
                                        + ". Work that one, or take the two apart first.")
                        .with("resource", id.name())
                        .with("state", state.word())
                        .with("action", action)
                        .with("merged_into", merged.into().name())
                : refusal;
    }

    private Decision<Incident> become(IncidentState next) {
        return Decision.grant(inState(next).changed());
    }

    private Decision<Incident> withRoom() {
        return locations.size() < MOST_LOCATIONS
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(
                        id.name(), state.word(), "take more than " + MOST_LOCATIONS + " locations"));
    }

    private Decision<Incident> whileOpen(String action) {
        return state instanceof Open ? Decision.grant(this) : Decision.refuse(illegal(action));
    }

    private List<Location> plus(Location location, boolean choose) {
        List<Location> more = new ArrayList<>();
        locations.forEach(l -> more.add(choose ? l.chosen(false) : l));
        more.add(location.numbered(locations.size() + 1).chosen(choose));
        return more;
    }

    Incident changed() {
        return with(state, type, priority, locations, calls, owner, version + 1);
    }

    Incident inState(IncidentState next) {
        return with(next, type, priority, locations, calls, owner, version);
    }

    private Incident withLocations(List<Location> next) {
        return with(state, type, priority, next, calls, owner, version);
    }

    private Incident with(
            IncidentState nextState,
            String nextType,
            Priority nextPriority,
            List<Location> nextLocations,
            List<CallId> nextCalls,
            String nextOwner,
            long nextVersion) {
        return new Incident(
                id,
                number,
                nextVersion,
                nextState,
                nextType,
                nextPriority,
                summary,
                nextLocations,
                nextCalls,
                nextOwner,
                openedAt,
                actAt,
                drill,
                recordedAt,
                clue,
                unverified);
    }
}
