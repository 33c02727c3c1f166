package io.qipan.dispatch.review.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.review.model.ProposalState.Decided;
import io.qipan.dispatch.review.model.ProposalState.End;
import io.qipan.dispatch.review.model.ProposalState.Waiting;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one person wants to do with an incident at risk, until another one decides.
 *
 * @param version counts the changes; its text is the etag
 * @param owner who has to see to it
 * @param drill of the incident
 */
public record Proposal(
        ProposalId id,
        long version,
        ProposalState state,
        IncidentId incident,
        ProposedChange change,
        String reason,
        String proposedBy,
        Instant proposedAt,
        String owner,
        boolean drill) {

    /** Owns what waits for a second person. */
    public static final String COMMAND = "desk:command";

    public Decision<Proposal> confirm(String by, String note, Instant at) {
        return whileWaiting("be confirmed").then(p -> p.another(by)).then(p -> p.decided(End.CONFIRMED, at, by, note));
    }

    public Decision<Proposal> reject(String by, String why, Instant at) {
        return whileWaiting("be rejected").then(p -> p.another(by)).then(p -> p.decided(End.REJECTED, at, by, why));
    }

    public Decision<Proposal> withdraw(String by, String why, Instant at) {
        return whileWaiting("be withdrawn").then(p -> p.same(by)).then(p -> p.decided(End.WITHDRAWN, at, by, why));
    }

    /** The incident is not open any more. */
    public Decision<Proposal> overtake(String by, String why, Instant at) {
        return whileWaiting("be overtaken").then(p -> p.decided(End.OVERTAKEN, at, by, why));
    }

    /** Its deadline has passed: at first it escalates, and the second time it lapses. */
    public Decision<Proposal> overdue(String by, Instant at, Instant lapsesAt) {
        return whileWaiting("be overdue")
                .then(p -> p.isEscalated()
                        ? p.decided(End.LAPSED, at, by, "Nobody decided by " + at)
                        : Decision.grant(p.next(new Waiting(lapsesAt, true))));
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Waiting waiting ? Optional.of(waiting.nextDeadlineAt()) : Optional.empty();
    }

    public boolean isEscalated() {
        return switch (state) {
            case Waiting waiting -> waiting.escalated();
            case Decided decided -> decided.escalated();
        };
    }

    private Decision<Proposal> whileWaiting(String action) {
        return state instanceof Waiting
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Decision<Proposal> another(String by) {
        return proposedBy.equals(by)
                ? Decision.refuse(Refusal.of(
                                Reason.SECOND_PERSON_REQUIRED,
                                id.name() + " was proposed by " + by + ": somebody else has to decide on it. "
                                        + "Who proposed it may withdraw it.")
                        .with("resource", id.name())
                        .with("made_by", by))
                : Decision.grant(this);
    }

    private Decision<Proposal> same(String by) {
        return proposedBy.equals(by)
                ? Decision.grant(this)
                : Decision.refuse(Refusal.of(
                                Reason.ACCESS_DENIED,
                                id.name() + " was proposed by " + proposedBy + ", not by " + by
                                        + ". Reject it by RejectProposal.")
                        .with("resource", id.name()));
    }

    private Decision<Proposal> decided(End end, Instant at, String by, String why) {
        return Decision.grant(next(new Decided(end, at, by, why, isEscalated())));
    }

    private Proposal next(ProposalState nextState) {
        return new Proposal(id, version + 1, nextState, incident, change, reason, proposedBy, proposedAt, owner, drill);
    }
}
