package io.qipan.dispatch.supervision.model;

import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.Progress.Act;
import io.qipan.dispatch.supervision.model.Progress.Answer;
import io.qipan.dispatch.supervision.model.SupervisionState.Accepted;
import io.qipan.dispatch.supervision.model.SupervisionState.Answered;
import io.qipan.dispatch.supervision.model.SupervisionState.Clock;
import io.qipan.dispatch.supervision.model.SupervisionState.Issued;
import io.qipan.dispatch.supervision.model.SupervisionState.Open;
import io.qipan.dispatch.supervision.model.SupervisionState.Over;
import io.qipan.dispatch.supervision.model.SupervisionState.Signed;
import io.qipan.dispatch.supervision.model.SupervisionState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order of a commander to have something done.
 *
 * @param version counts what people do, without reminders; its text is the etag
 */
public record SupervisionOrder(
        SupervisionOrderId id, long version, Demand demand, SupervisionState state, Progress progress) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /** A new one, due when it says. */
    public static Decision<SupervisionOrder> issued(
            SupervisionOrderId id, Demand demand, Instant dueAt, Duration atLeast) {
        return due(dueAt, demand.issuedAt(), atLeast)
                .then(due -> Decision.grant(new SupervisionOrder(
                        id, 1, demand, new Issued(new Clock(demand.signBy(), 0)), Progress.none(due))));
    }

    private static Decision<Instant> due(Instant dueAt, Instant now, Duration atLeast) {
        if (!dueAt.isBefore(now.plus(atLeast)) && !dueAt.isAfter(now.plus(LONGEST))) {
            return Decision.grant(dueAt);
        }
        String problem = dueAt + " must be at least " + atLeast + " after now, " + now + ", and within a year";
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "due_at: " + problem + ".")
                .withViolations(List.of(new Refusal.Violation("due_at", problem))));
    }

    /** Somebody has received it. From now on it is due; one that is due already, at once. */
    public Decision<SupervisionOrder> sign(String by, Instant at) {
        if (!(state instanceof Issued)) {
            return illegal("be signed");
        }
        if (!demand.isForMany() && !demand.addressee().equals(by)) {
            return Decision.refuse(denied(id.name() + " is for " + demand.addressee() + ", not for " + by
                    + ". Only that person signs it; a commander withdraws it to issue another."));
        }
        Progress signed = progress.signed(new Act(at, by), !at.isAfter(demand.signBy()));
        return Decision.grant(next(new Signed(new Clock(later(at, progress.dueAt()), 0)), signed));
    }

    public Decision<SupervisionOrder> answer(String by, String text, Instant at, Instant decideBy) {
        if (!(state instanceof Signed)) {
            return illegal("be answered");
        }
        return signedBy().equals(by)
                ? Decision.grant(next(new Answered(new Clock(decideBy, 0)), progress.answered(new Answer(at, text))))
                : Decision.refuse(
                        denied(signedBy() + " has signed " + id.name() + ", not " + by + ". Who signed answers."));
    }

    public Decision<SupervisionOrder> accept(String by, Instant at) {
        return decidedBy(by, "be accepted").then(_ -> Decision.grant(next(new Accepted(at, by), progress)));
    }

    /** More has to be done. */
    public Decision<SupervisionOrder> giveBack(String by, String reason, Instant dueAt, Instant now, Duration atLeast) {
        return decidedBy(by, "be returned")
                .then(_ -> due(dueAt, now, atLeast))
                .then(due -> Decision.grant(next(new Signed(new Clock(due, 0)), progress.returned(reason, due))));
    }

    public Decision<SupervisionOrder> withdraw(String by, String reason, Instant at) {
        return state instanceof Open
                ? Decision.grant(next(new Withdrawn(at, by), progress.withdrawn(reason)))
                : illegal("be withdrawn");
    }

    /** Whoever has to act was reminded; the next look is later. */
    public Decision<SupervisionOrder> remind(Instant nextDeadlineAt) {
        return switch (state) {
            case Issued(Clock clock) -> reminded(new Issued(clock.reminded(nextDeadlineAt)));
            case Signed(Clock clock) -> reminded(new Signed(clock.reminded(nextDeadlineAt)));
            case Answered(Clock clock) -> reminded(new Answered(clock.reminded(nextDeadlineAt)));
            case Over _ -> illegal("be called to mind");
        };
    }

    /** Who has to act now. Of one that is over, who acted last. */
    public String owner() {
        return switch (state) {
            case Issued _ -> demand.addressee();
            case Signed _ -> signedBy();
            case Answered _ -> demand.issuer();
            case Over over -> over.by();
        };
    }

    public boolean isEscalated() {
        return state instanceof Open open && open.clock().isEscalated();
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.clock().nextDeadlineAt()) : Optional.empty();
    }

    private Decision<SupervisionOrder> decidedBy(String by, String action) {
        if (!(state instanceof Answered)) {
            return illegal(action);
        }
        return signedBy().equals(by)
                ? Decision.refuse(Refusal.of(
                                Reason.SECOND_PERSON_REQUIRED,
                                by + " has answered " + id.name()
                                        + ": somebody else has to decide whether it is enough.")
                        .with("resource", id.name())
                        .with("made_by", by))
                : Decision.grant(this);
    }

    private String signedBy() {
        return progress.signed().map(Act::by).orElse("");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Refusal denied(String why) {
        return Refusal.of(Reason.ACCESS_DENIED, why).with("resource", id.name());
    }

    private Decision<SupervisionOrder> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Decision<SupervisionOrder> reminded(SupervisionState next) {
        return Decision.grant(new SupervisionOrder(id, version, demand, next, progress));
    }

    private SupervisionOrder next(SupervisionState nextState, Progress nextProgress) {
        return new SupervisionOrder(id, version + 1, demand, nextState, nextProgress);
    }
}
