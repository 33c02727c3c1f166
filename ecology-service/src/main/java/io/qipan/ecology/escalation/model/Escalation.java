package io.qipan.ecology.escalation.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An overdue clock that has gone up to one of those who watch it.
 *
 * @param version counts the changes, from 1
 * @param reminders how often it came up
 */
public record Escalation(
        UUID id, long version, Matter matter, Recipient recipient, Instant goneUpAt, int reminders, State state) {
    public static final String KIND = "escalations/";

    /** Where it stands. An open one always has a time at which it comes up again. */
    public sealed interface State {

        record Waiting(Instant remindAt) implements State {}

        /** @param by who there has taken note */
        record Acknowledged(String by, Instant at, Instant remindAt) implements State {}

        /** @param by of theirs, or of ours if the answer came on paper */
        record Answered(String by, Instant at, String answer) implements State {}

        /** What was overdue was done, or is not overdue by what is known now. */
        record Settled(Instant at, String because) implements State {}

        /** Its name in the contract. */
        default String code() {
            return switch (this) {
                case Waiting _ -> "WAITING";
                case Acknowledged _ -> "ACKNOWLEDGED";
                case Answered _ -> "ANSWERED";
                case Settled _ -> "SETTLED";
            };
        }

        /** When it comes up again; empty once it is over. */
        default Optional<Instant> nextAt() {
            return switch (this) {
                case Waiting(Instant remindAt) -> Optional.of(remindAt);
                case Acknowledged(String _, Instant _, Instant remindAt) -> Optional.of(remindAt);
                case Answered _, Settled _ -> Optional.empty();
            };
        }
    }

    public static Escalation goneUp(UUID id, Matter matter, Recipient recipient, Instant now, Instant remindAt) {
        return new Escalation(id, 1, matter, recipient, now, 0, new State.Waiting(remindAt));
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    public boolean isOpen() {
        return state.nextAt().isPresent();
    }

    /** This one, if it is still what the caller has read. */
    public Decision<Escalation> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    public Decision<Escalation> acknowledged(String by, Instant now, Instant remindAt) {
        return state instanceof State.Waiting
                ? Decision.grant(next(recipient, new State.Acknowledged(by, now, remindAt)))
                : illegal("be acknowledged; that is done once");
    }

    public Decision<Escalation> answered(String by, String answer, Instant now) {
        return isOpen() ? Decision.grant(next(recipient, new State.Answered(by, now, answer))) : illegal("be answered");
    }

    /** We write down what they have answered. Where it has gone up to nobody, nobody has. */
    public Decision<Escalation> answeredOnPaper(String by, String answer, Instant now) {
        return isOpen() && recipient.agency().isEmpty()
                ? Decision.refuse(Refusal.of(
                                Reason.INCOMPLETE,
                                name() + " has gone up to no agency, so there is none that has answered. Register the "
                                        + matter.watcher() + " of the place: it goes up with the next reminder.")
                        .with("resource", name())
                        .with("missing", "agency"))
                : answered(by, answer, now);
    }

    public Decision<Escalation> settled(String because, Instant now) {
        return isOpen() ? Decision.grant(next(recipient, new State.Settled(now, because))) : illegal("be settled");
    }

    /**
     * Its time has come: it waits on, with whoever has to see to it now. Somebody else has not taken note of it.
     */
    public Decision<Escalation> reminded(Recipient now, Instant remindAt) {
        State waiting = new State.Waiting(remindAt);
        return switch (state) {
            case State.Waiting _ -> Decision.grant(remindedIn(now, waiting));
            case State.Acknowledged(String by, Instant at, Instant _) ->
                Decision.grant(
                        remindedIn(now, now.equals(recipient) ? new State.Acknowledged(by, at, remindAt) : waiting));
            case State.Answered _, State.Settled _ -> illegal("come up again");
        };
    }

    private Escalation remindedIn(Recipient now, State next) {
        return new Escalation(id, version + 1, matter, now, goneUpAt, reminders + 1, next);
    }

    private Escalation next(Recipient to, State next) {
        return new Escalation(id, version + 1, matter, to, goneUpAt, reminders, next);
    }

    private Decision<Escalation> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.code(), action));
    }
}
