package io.qipan.ecology.clue.model;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A sign of harm to nature that nobody has looked into yet.
 *
 * @param number for people, {@code X2026-000017}
 * @param version counts the changes, without reminders
 * @param owner the subject of a token or the name of a desk; never empty
 * @param triage the term to decide in
 * @param answer the term to answer in
 * @param incident also when another decision holds by now
 * @param check on the spot, of a tip about fire safety
 */
public record Clue(
        UUID id,
        String number,
        long version,
        Report report,
        String owner,
        Instant receivedAt,
        Term triage,
        Term answer,
        ClueState state,
        Optional<LinkedIncident> incident,
        Optional<SiteCheck> check) {

    public static final String KIND = "clues/";

    /** One that tells of no fire safety. */
    public Clue(
            UUID id,
            String number,
            long version,
            Report report,
            String owner,
            Instant receivedAt,
            Term triage,
            Term answer,
            ClueState state,
            Optional<LinkedIncident> incident) {
        this(id, number, version, report, owner, receivedAt, triage, answer, state, incident, Optional.empty());
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** This clue, if it is still what the caller has read. */
    public Decision<Clue> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    public Decision<Clue> takenOverBy(String newOwner) {
        return state instanceof Answered ? illegal("be taken over") : Decision.grant(next(newOwner, state, incident));
    }

    /** Decides on it, for the first time or again. */
    public Decision<Clue> triaged(Triage decision) {
        if (state instanceof Answered) {
            return illegal("be triaged");
        }
        boolean sent = decision.disposition() instanceof ToIncident;
        if (sent && incident.isPresent()) {
            return illegal("become an incident again: it was sent to dispatch-service at "
                    + incident.get().requestedAt());
        }
        Instant first = state instanceof Triaged before ? before.firstAt() : decision.at();
        Instant look = answer.dueAt().isAfter(decision.at()) || !(state instanceof Triaged waiting)
                ? answer.dueAt()
                : waiting.nextLookAt();
        Optional<LinkedIncident> linked = sent ? Optional.of(LinkedIncident.requested(decision.at())) : incident;
        return Decision.grant(next(decision.by(), new Triaged(first, decision, look), linked));
    }

    /** Tells the result. Not while units may be on their way to it, or it counts for another. */
    public Decision<Clue> answered(Instant at, String by, String text) {
        return switch (state) {
            case Triaged(Instant first, Triage decision, Instant _) -> {
                if (decision.disposition() instanceof MergedInto(UUID into)) {
                    yield illegal("be answered by itself: it is merged into " + KIND + into);
                }
                if (incident.filter(LinkedIncident::isUnderWay).isPresent()) {
                    yield illegal("be answered before its incident has ended");
                }
                if (check.filter(SiteCheck::isOwed).isPresent()) {
                    yield illegal("be answered before it was checked on the spot (CheckClue)");
                }
                yield Decision.grant(next(owner, new Answered(first, decision, at, by, text), incident));
            }
            case Received _, Answered _ -> illegal("be answered");
        };
    }

    /** Answered together with the one it is merged into. */
    public Clue answeredWith(Answered other) {
        return state instanceof Triaged(Instant first, Triage decision, Instant _)
                ? next(owner, new Answered(first, decision, other.at(), other.by(), other.answer()), incident)
                : this;
    }

    /**
     * What dispatch-service tells of its incident; what ended stays ended, and what it told before changes nothing. A later state
     * that says the same is no change: only how far it was told is kept.
     */
    public Clue with(LinkedIncident told) {
        if (incident.filter(there -> there.isOver() || told.isBefore(there)).isPresent()) {
            return this;
        }
        return incident.filter(there -> there.saysAsMuchAs(told)).isPresent()
                ? new Clue(
                        id, number, version, report, owner, receivedAt, triage, answer, state, Optional.of(told), check)
                : next(owner, state, Optional.of(told));
    }

    /** Dispatch-service will not open an incident for it; somebody has to decide again, and the system looks at it at once. */
    public Clue notSent(Instant now) {
        return incident.filter(LinkedIncident::isWaiting).isPresent()
                ? next(owner, lookedAt(now), Optional.empty())
                : this;
    }

    /** Whether somebody should go there, dispatch-service has refused to send them, and nobody has decided again. */
    public boolean isTurnedAway() {
        return incident.isEmpty()
                && state instanceof Triaged triaged
                && triaged.triage().disposition() instanceof ToIncident;
    }

    /**
     * Whether more of the same belongs to it: nobody has decided yet, or somebody is at work on it. Otherwise it is news, which
     * somebody has to decide on.
     */
    public boolean takesInMore() {
        return switch (state) {
            case Received _ -> true;
            case Triaged triaged ->
                switch (triaged.triage().disposition()) {
                    case ToCase _, ToIncident _ -> true;
                    case MergedInto _, HandedTo _, NotEnough _ -> false;
                };
            case Answered _ -> false;
        };
    }

    /** What was told has grown. */
    public Clue telling(Report more) {
        return new Clue(id, number, version + 1, more, owner, receivedAt, triage, answer, state, incident, check);
    }

    /** Looked at again then, because the time before has come. Changes nothing else. */
    public Clue lookedAtAgain(Instant at) {
        return new Clue(id, number, version, report, owner, receivedAt, triage, answer, lookedAt(at), incident, check);
    }

    private ClueState lookedAt(Instant at) {
        return switch (state) {
            case Received _ -> new Received(at);
            case Triaged(Instant first, Triage decision, Instant _) -> new Triaged(first, decision, at);
            case Answered done -> done;
        };
    }

    /** Its terms counted again by what is known of the holidays. Changes nothing else. */
    public Clue recounted(BusinessCalendar calendar) {
        return new Clue(
                id,
                number,
                version,
                report,
                owner,
                receivedAt,
                triage.recounted(receivedAt, calendar),
                answer.recounted(receivedAt, calendar),
                state,
                incident,
                check.map(owed -> owed.recounted(receivedAt, calendar)));
    }

    /**
     * It was checked on the spot, also when it is answered by now.
     *
     * @param drill whether the inspection was an exercise
     * @param annulled whether it counts nowhere any more
     */
    public Decision<Clue> checkedBy(SiteCheck.Made made, boolean drill, boolean annulled) {
        if (check.isEmpty()) {
            return illegal("be checked on the spot: it tells of no fire safety");
        }
        Optional<SiteCheck.Made> before = check.get().made();
        if (before.isPresent()) {
            return illegal("be checked again: it was by " + before.get().inspection());
        }
        if (annulled) {
            return illegal("be checked by " + made.inspection() + ", which is annulled");
        }
        if (drill != report.drill()) {
            return illegal("be checked by " + made.inspection() + ": one of them is an exercise, the other is not");
        }
        if (made.at().isBefore(receivedAt)) {
            return illegal(
                    "be checked by " + made.inspection() + " of " + made.at() + ": it was received at " + receivedAt);
        }
        return Decision.grant(having(check.get().madeBy(made), version + 1));
    }

    /** The inspection that checked it counts nowhere any more: it waits for a check again, in the time that it had. */
    public Clue unchecked() {
        return check.filter(done -> !done.isOwed())
                .map(done -> having(done.unmade(), version + 1))
                .orElse(this);
    }

    /** Somebody is reminded of its check again then. Changes nothing else. */
    public Clue checkRemindedAt(Instant at) {
        return check.filter(SiteCheck::isOwed)
                .map(owed -> having(owed.remindedAt(at), version))
                .orElse(this);
    }

    private Clue having(SiteCheck next, long newVersion) {
        return new Clue(
                id, number, newVersion, report, owner, receivedAt, triage, answer, state, incident, Optional.of(next));
    }

    /** When the system looks at it again. */
    public Optional<Instant> nextLookAt() {
        return switch (state) {
            case Received(Instant at) -> Optional.of(at);
            case Triaged(Instant _, Triage _, Instant at) -> Optional.of(at);
            case Answered _ -> Optional.empty();
        };
    }

    /** Whether the decision came late, or is late by now. */
    public boolean triageLate(Instant now) {
        return triage.missedAt(
                switch (state) {
                    case Received _ -> now;
                    case Triaged triaged -> triaged.firstAt();
                    case Answered answered -> answered.firstAt();
                });
    }

    /** Whether the answer came late, or is late by now. */
    public boolean answerLate(Instant now) {
        return answer.missedAt(state instanceof Answered answered ? answered.at() : now);
    }

    /** The decision that holds. */
    public Optional<Triage> decision() {
        return switch (state) {
            case Received _ -> Optional.empty();
            case Triaged triaged -> Optional.of(triaged.triage());
            case Answered answered -> Optional.of(answered.triage());
        };
    }

    private Clue next(String newOwner, ClueState newState, Optional<LinkedIncident> linked) {
        return new Clue(id, number, version + 1, report, newOwner, receivedAt, triage, answer, newState, linked, check);
    }

    private Decision<Clue> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.code(), action));
    }
}
