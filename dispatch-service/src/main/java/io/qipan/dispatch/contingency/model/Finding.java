package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that a review found and that has to be put right.
 *
 * @param version counts what people do, without reminders; its text is the etag
 */
public record Finding(
        ContingencyFindingId id, long version, Found found, String owner, Instant dueAt, FindingState state) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * What never changes.
     *
     * @param activation whose review it is of
     * @param drill whether that was one; the finding is real all the same
     */
    public record Found(
            ContingencyActivationId activation,
            IncidentId incident,
            boolean drill,
            String text,
            String by,
            Instant at) {}

    /** Where it stands. What is open has a deadline; nothing leads back. */
    public sealed interface FindingState {
        /** By the name that people and refusals use. */
        String word();
    }

    public record Open(Clock clock) implements FindingState {
        @Override
        public String word() {
            return "open";
        }
    }

    /** How it ended. */
    public record End(Instant at, String by, String outcome) {}

    public record Resolved(End end) implements FindingState {
        @Override
        public String word() {
            return "resolved";
        }
    }

    public record Withdrawn(End end) implements FindingState {
        @Override
        public String word() {
            return "withdrawn";
        }
    }

    public static Decision<Finding> found(ContingencyFindingId id, Found found, String owner, Instant dueAt) {
        return due(dueAt, found.at())
                .then(due -> Decision.grant(new Finding(id, 1, found, owner, due, new Open(Clock.until(due)))));
    }

    private static Decision<Instant> due(Instant dueAt, Instant now) {
        if (dueAt.isAfter(now) && !dueAt.isAfter(now.plus(LONGEST))) {
            return Decision.grant(dueAt);
        }
        String problem = dueAt + " must be after now, " + now + ", and within a year";
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "due_at: " + problem + ".")
                .withViolations(List.of(new Refusal.Violation("due_at", problem))));
    }

    public Decision<Finding> resolve(End end) {
        return end("be resolved", new Resolved(end));
    }

    public Decision<Finding> withdraw(End end) {
        return end("be withdrawn", new Withdrawn(end));
    }

    public Decision<Finding> reassign(String to, Instant until, Instant now) {
        return state instanceof Open
                ? due(until, now)
                        .then(due -> Decision.grant(
                                new Finding(id, version + 1, found, to, due, new Open(Clock.until(due)))))
                : illegal("be reassigned");
    }

    /** It is overdue, and somebody was reminded. */
    public Decision<Finding> remind(Instant lookAt) {
        return state instanceof Open(Clock clock)
                ? Decision.grant(new Finding(id, version, found, owner, dueAt, new Open(clock.reminded(lookAt))))
                : illegal("be called to mind");
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open(Clock clock) ? Optional.of(clock.nextDeadlineAt()) : Optional.empty();
    }

    public Optional<End> end() {
        return switch (state) {
            case Open _ -> Optional.empty();
            case Resolved(End end) -> Optional.of(end);
            case Withdrawn(End end) -> Optional.of(end);
        };
    }

    private Decision<Finding> end(String action, FindingState next) {
        return state instanceof Open
                ? Decision.grant(new Finding(id, version + 1, found, owner, dueAt, next))
                : illegal(action);
    }

    private Decision<Finding> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }
}
