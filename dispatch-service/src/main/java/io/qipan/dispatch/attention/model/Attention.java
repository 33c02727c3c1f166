package io.qipan.dispatch.attention.model;

import io.qipan.dispatch.attention.model.AttentionState.Open;
import io.qipan.dispatch.attention.model.AttentionState.Settled;
import io.qipan.dispatch.attention.model.AttentionState.Taken;
import io.qipan.dispatch.attention.model.AttentionState.Untaken;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody should look at.
 *
 * @param version counts what people do, not how often it is told; its text is the etag
 * @param occasion what it is about, and how often it was told
 * @param waitsFor the next deadline that its resource had when it was told last
 * @param owner subject of a token, or a desk
 */
public record Attention(
        AttentionId id,
        long version,
        AttentionState state,
        Occasion occasion,
        Optional<IncidentId> incident,
        boolean drill,
        Urgency urgency,
        Instant firstAt,
        Instant lastAt,
        Optional<Instant> waitsFor,
        String owner) {

    /** Owns what is urgent and nobody took in time. */
    public static final String COMMAND = "desk:command";

    /** Somebody sees to it, also in place of another. */
    public Decision<Attention> take(String by, Instant at, Instant nextDeadlineAt) {
        return switch (state) {
            case Untaken _ -> Decision.grant(next(new Taken(at, nextDeadlineAt, 0), by));
            case Taken _ when !owner.equals(by) -> Decision.grant(next(new Taken(at, nextDeadlineAt, 0), by));
            case Taken _, Settled _ -> refuse("be taken by " + by);
        };
    }

    /** Who has taken it, or anybody if nobody has, has seen to it. */
    public Decision<Attention> settle(String by, String note, Instant at) {
        return switch (state) {
            case Taken _ when !owner.equals(by) -> Decision.refuse(anothers(by));
            case Open _ -> Decision.grant(next(new Settled(at, by, note), owner));
            case Settled _ -> refuse("be settled");
        };
    }

    /** Nothing keeps it open any more. */
    public Decision<Attention> subside(String by, Instant at) {
        return state instanceof Open
                ? Decision.grant(next(new Settled(at, by, "Its cause is gone"), owner))
                : refuse("subside");
    }

    /** Whether the next reminder is for the commander's desk: nobody has taken it, and somebody out there may be waiting. */
    public boolean goesUp() {
        return state instanceof Untaken
                && switch (urgency) {
                    case HIGHEST, HIGH -> true;
                    case NORMAL, LOW -> false;
                };
    }

    /** Whoever owns it is reminded, or the commander's desk. */
    public Decision<Attention> remind(Instant nextDeadlineAt) {
        return switch (state) {
            case Untaken untaken -> {
                String up = goesUp() ? COMMAND : owner;
                yield Decision.grant(with(version, new Untaken(nextDeadlineAt, untaken.reminders() + 1), up));
            }
            case Taken taken ->
                Decision.grant(with(version, new Taken(taken.at(), nextDeadlineAt, taken.reminders() + 1), owner));
            case Settled _ -> refuse("be called to mind");
        };
    }

    public boolean isGone(Optional<Instant> waitsForNow) {
        return occasion.kind().isGone(waitsFor, waitsForNow);
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    private Refusal anothers(String by) {
        return Refusal.of(
                        Reason.ACCESS_DENIED,
                        owner + " has taken " + id.name() + ", not " + by + ". Take it over by TakeAttention first.")
                .with("resource", id.name());
    }

    private Decision<Attention> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Attention next(AttentionState nextState, String nextOwner) {
        return with(version + 1, nextState, nextOwner);
    }

    private Attention with(long nextVersion, AttentionState nextState, String nextOwner) {
        return new Attention(
                id, nextVersion, nextState, occasion, incident, drill, urgency, firstAt, lastAt, waitsFor, nextOwner);
    }
}
