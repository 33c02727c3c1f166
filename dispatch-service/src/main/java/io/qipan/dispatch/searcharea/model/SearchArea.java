package io.qipan.dispatch.searcharea.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SearchAreaId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.searcharea.model.SearchAreaState.End;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Ended;
import io.qipan.dispatch.searcharea.model.SearchAreaState.GivenUp;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Over;
import io.qipan.dispatch.searcharea.model.SearchAreaState.PlaceFound;
import io.qipan.dispatch.searcharea.model.SearchFact.Narrowing;
import io.qipan.dispatch.searcharea.model.SearchFact.Revocation;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape.Spot;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an incident without a place may be.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param incident that it was opened on, whatever that is merged into
 * @param facts in the order in which they were told
 * @param placed what was put on an incident last
 * @param owner who answers for it: the owner of the incident
 */
public record SearchArea(
        SearchAreaId id,
        long version,
        SearchAreaState state,
        IncidentId incident,
        List<SearchFact> facts,
        Optional<Placed> placed,
        String owner,
        String openedBy,
        Instant openedAt,
        boolean drill) {

    private static final int MOST_FACTS = 50;
    /** Few enough to be read and written as a whole. */
    private static final int MOST_POINTS = 2_000;

    public SearchArea {
        facts = List.copyOf(facts);
    }

    /**
     * What was put on an incident.
     *
     * @param on the one that was worked then
     * @param areaM2 of the ground that holds 80 %
     */
    public record Placed(IncidentId on, int locationId, double areaM2, Instant at) {}

    /** The search area after a step, and what follows from its facts. */
    public record Drawn(SearchArea area, SearchMap map) {}

    /** A new search area with its first facts, whatever facts the draft has. */
    public static Decision<Drawn> opened(SearchArea draft, List<SearchFact> first) {
        Instant now = draft.openedAt;
        Decision<SearchArea> area = Decision.grant(draft.withFacts(List.of()));
        for (SearchFact fact : first) {
            // One by one they might not say where: the first may be what was searched in vain.
            area = area.then(known -> known.withRoom(fact))
                    .then(known -> Decision.grant(known.plus(
                            fact,
                            new Narrowing(known.areaM2(now), known.with(fact).areaM2(now)))));
        }
        return area.then(all -> all.map(now).then(map -> Decision.grant(new Drawn(all, map))));
    }

    public Decision<Drawn> tell(SearchFact fact, Instant now, Instant lookAt) {
        return whileOpen("take a fact")
                .then(open -> open.withRoom(fact))
                .then(open -> open.with(fact).map(now))
                .then(after -> Decision.grant(new Drawn(
                        plus(fact, new Narrowing(areaM2(now), after.areaM2(SearchMap.PUT_SHARE)))
                                .changed(lookAt),
                        after)));
    }

    public Decision<Drawn> revoke(int number, String by, String reason, Instant now, Instant lookAt) {
        Optional<SearchFact> told =
                facts.stream().filter(fact -> fact.number() == number).findFirst();
        if (told.isEmpty()) {
            return Decision.refuse(Refusal.notFound(id.name() + " fact " + number));
        }
        if (!told.get().isLive()) {
            return Decision.refuse(
                    Refusal.illegalTransition(id.name() + " fact " + number, "revoked", "be revoked again"));
        }
        return whileOpen("have a fact revoked")
                .then(open ->
                        open.without(number, by, reason, now, Narrowing.NONE).map(now))
                .then(after -> Decision.grant(new Drawn(
                        without(number, by, reason, now, new Narrowing(areaM2(now), after.areaM2(SearchMap.PUT_SHARE)))
                                .changed(lookAt),
                        after)));
    }

    /** What follows at a moment from the facts that count now. Refuses INCOMPLETE if none says where. */
    public Decision<SearchMap> map(Instant at) {
        return SearchMap.of(id.name(), facts.stream().filter(SearchFact::isLive).toList(), at);
    }

    /** What followed at a moment from the facts that counted then. Refuses INCOMPLETE if none said where by then. */
    public Decision<SearchMap> mapAsOf(Instant at) {
        return SearchMap.of(
                id.name(), facts.stream().filter(fact -> fact.countsAt(at)).toList(), at);
    }

    /**
     * Whether units know another one: time has made it larger by more than this share, or the incident is worked in another
     * one's place now.
     */
    public boolean hasGrown(SearchMap map, double share, IncidentId worked) {
        return placed.map(known ->
                        !known.on().equals(worked) || map.areaM2(SearchMap.PUT_SHARE) > known.areaM2() * (1 + share))
                .orElse(true);
    }

    /**
     * Whether it may be put on an incident: the own one, or that which is worked in its place if nobody knows more
     * there.
     *
     * @param worked the one, or what it is merged into
     * @param another whether that has an open search area of its own
     */
    public boolean mayBePutOn(Incident worked, boolean another) {
        boolean known = worked.chosenLocation()
                .flatMap(Location::shape)
                .filter(Spot.class::isInstance)
                .isPresent();
        return worked.id().equals(incident) || (!known && !another);
    }

    public SearchArea placed(Placed now) {
        return new SearchArea(id, version, state, incident, facts, Optional.of(now), owner, openedBy, openedAt, drill);
    }

    /** The area has grown with time. */
    public Decision<SearchArea> grow(Instant lookAt) {
        return whileOpen("grow").then(open -> Decision.grant(open.changed(lookAt)));
    }

    /** The owner has been reminded; the next look is later. */
    public Decision<SearchArea> remind(Instant lookAt) {
        int before = state instanceof Open open ? open.reminders() : 0;
        return whileOpen("be called to mind").then(open -> Decision.grant(next(version, new Open(lookAt, before + 1))));
    }

    public Decision<SearchArea> takeOver(String nextOwner) {
        return whileOpen("be taken over")
                .then(open -> Decision.grant(new SearchArea(
                        id, version + 1, state, incident, facts, placed, nextOwner, openedBy, openedAt, drill)));
    }

    /** A person has chosen a point. */
    public Decision<SearchArea> find(End end) {
        return over(new PlaceFound(end), "have its place found");
    }

    public Decision<SearchArea> giveUp(End end) {
        return over(new GivenUp(end), "be given up");
    }

    /** With its incident. */
    public Decision<SearchArea> end(End end) {
        return over(new Ended(end), "end");
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    private Decision<SearchArea> over(Over next, String action) {
        return whileOpen(action).then(open -> Decision.grant(next(version + 1, next)));
    }

    private Decision<SearchArea> whileOpen(String action) {
        return state instanceof Open
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Decision<SearchArea> withRoom(SearchFact fact) {
        int points = fact.extent().points().size()
                + facts.stream()
                        .mapToInt(known -> known.extent().points().size())
                        .sum();
        if (facts.size() >= MOST_FACTS) {
            return Decision.refuse(
                    Refusal.illegalTransition(id.name(), state.word(), "take more than " + MOST_FACTS + " facts"));
        }
        return points > MOST_POINTS
                ? Decision.refuse(Refusal.illegalTransition(
                        id.name(), state.word(), "take facts with " + points + " points, more than " + MOST_POINTS))
                : Decision.grant(this);
    }

    /** Square metres that hold 80 %; 0 if no fact says where. */
    private double areaM2(Instant at) {
        return switch (map(at)) {
            case Decision.Granted<SearchMap>(SearchMap map) -> map.areaM2(SearchMap.PUT_SHARE);
            case Decision.Refused<SearchMap> _ -> 0;
        };
    }

    private SearchArea with(SearchFact fact) {
        return plus(fact, Narrowing.NONE);
    }

    private SearchArea plus(SearchFact fact, Narrowing narrowing) {
        List<SearchFact> more = new ArrayList<>(facts);
        more.add(fact.numbered(facts.size() + 1).narrowing(narrowing));
        return withFacts(more);
    }

    private SearchArea without(int number, String by, String reason, Instant now, Narrowing narrowing) {
        return withFacts(facts.stream()
                .map(fact -> fact.number() == number ? fact.revoked(new Revocation(now, by, reason, narrowing)) : fact)
                .toList());
    }

    private SearchArea withFacts(List<SearchFact> next) {
        return new SearchArea(id, version, state, incident, next, placed, owner, openedBy, openedAt, drill);
    }

    /** A change puts off the next look. */
    private SearchArea changed(Instant lookAt) {
        int reminders = state instanceof Open open ? open.reminders() : 0;
        return next(version + 1, new Open(lookAt, reminders));
    }

    private SearchArea next(long nextVersion, SearchAreaState nextState) {
        return new SearchArea(id, nextVersion, nextState, incident, facts, placed, owner, openedBy, openedAt, drill);
    }
}
