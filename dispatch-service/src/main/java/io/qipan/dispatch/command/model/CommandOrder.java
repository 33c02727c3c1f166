package io.qipan.dispatch.command.model;

import io.qipan.dispatch.command.model.CommandState.Complete;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.command.model.CommandState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One command to many.
 *
 * @param version counts changes of the order itself; its text is the etag
 * @param basis what it was given for, by its name; may be empty
 * @param issuer subject of a token
 * @param owner subject of a token: to whom it is escalated
 */
public record CommandOrder(
        Brief brief,
        long version,
        String text,
        String basis,
        String issuer,
        String owner,
        Instant issuedAt,
        int recipients,
        CommandState state) {

    public String name() {
        return brief.order().name();
    }

    public Instant acknowledgeBy() {
        return brief.acknowledgeBy(issuedAt);
    }

    /**
     * What follows from the answers so far: it waits on, is complete, or its owner is reminded once more.
     *
     * @param remindEvery how long an owner has for those who were escalated
     */
    public CommandOrder settle(Outstanding outstanding, Instant now, Duration remindEvery) {
        return switch (state) {
            case Open _ ->
                outstanding
                        .nextAt()
                        .map(next -> with(version, owner, new Open(next)))
                        .orElseGet(() -> with(
                                version + 1, owner, new Complete(now, reminder(outstanding, now.plus(remindEvery)))));
            case Complete(Instant at, Optional<Instant> remindAt) -> {
                Instant next = remindAt.filter(due -> due.isAfter(now)).orElse(now.plus(remindEvery));
                yield with(version, owner, new Complete(at, reminder(outstanding, next)));
            }
            case Withdrawn _ -> this;
        };
    }

    private static Optional<Instant> reminder(Outstanding outstanding, Instant at) {
        return outstanding.escalated() > 0 ? Optional.of(at) : Optional.empty();
    }

    /** Nobody has to answer any more. */
    public Decision<CommandOrder> withdraw(String reason, String by, Instant now) {
        return switch (state) {
            case Open _ -> withdrawn(new Withdrawn(now, by, reason, Optional.empty()));
            case Complete(Instant at, Optional<Instant> remindAt)
            when remindAt.isPresent() -> withdrawn(new Withdrawn(now, by, reason, Optional.of(at)));
            case Complete _, Withdrawn _ -> illegal("be withdrawn");
        };
    }

    private Decision<CommandOrder> withdrawn(Withdrawn next) {
        return Decision.grant(with(version + 1, owner, next));
    }

    public Decision<CommandOrder> takeOver(String nextOwner) {
        return state.nextLookAt().isPresent()
                ? Decision.grant(with(version + 1, nextOwner, state))
                : illegal("be taken over");
    }

    private Decision<CommandOrder> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.word(), action));
    }

    private CommandOrder with(long nextVersion, String nextOwner, CommandState next) {
        return new CommandOrder(brief, nextVersion, text, basis, issuer, nextOwner, issuedAt, recipients, next);
    }
}
