package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.contingency.model.ActivationState.Active;
import io.qipan.dispatch.contingency.model.ActivationState.Closed;
import io.qipan.dispatch.contingency.model.ActivationState.Closing;
import io.qipan.dispatch.contingency.model.ActivationState.Open;
import io.qipan.dispatch.contingency.model.ActivationState.Reviewed;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan that is carried out for an incident.
 *
 * @param version counts what people do with it, without reminders and without its tasks; its text is the etag
 */
public record Activation(
        ContingencyActivationId id, long version, Basis basis, int level, String owner, ActivationState state) {
    /** Who has to act when nobody else does. */
    static final String COMMAND = "desk:command";

    private static final int MOST_TOLD = 20;

    /**
     * What never changes.
     *
     * @param plan code of a plan
     * @param revision of it
     */
    public record Basis(
            IncidentId incident, boolean drill, String plan, long revision, String by, Instant at, String reason) {}

    public static Activation begun(ContingencyActivationId id, Basis basis, int level, Instant lookAt) {
        return new Activation(id, 1, basis, level, basis.by(), new Active(Clock.until(lookAt)));
    }

    public Decision<Activation> raise(int next) {
        if (!(state instanceof Active)) {
            return illegal("be raised");
        }
        if (next <= level) {
            String problem = "is " + next + ", but " + id.name() + " has level " + level + " already";
            return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "level " + problem + ". What is done stays done.")
                    .withViolations(List.of(new Refusal.Violation("level", problem))));
        }
        return Decision.grant(new Activation(id, version + 1, basis, next, owner, state));
    }

    public Decision<Activation> takeOver(String by, Instant lookAt) {
        return state instanceof Open open && !owner.equals(by)
                ? Decision.grant(new Activation(id, version + 1, basis, level, by, open.with(Clock.until(lookAt))))
                : illegal("be taken over by " + by);
    }

    /** Something was heard of it: the next look is later. */
    public Activation heard(Instant lookAt) {
        return state instanceof Active active
                ? new Activation(id, version, basis, level, owner, active.with(Clock.until(lookAt)))
                : this;
    }

    /** Somebody was reminded; who was reminded in vain has it taken to the commander's desk. */
    public Decision<Activation> remind(Instant lookAt) {
        return state instanceof Open open
                ? Decision.grant(new Activation(
                        id,
                        version,
                        basis,
                        level,
                        open.clock().reminders() > 0 ? COMMAND : owner,
                        open.with(open.clock().reminded(lookAt))))
                : illegal("be called to mind");
    }

    /**
     * @param mandatory those of its tasks that are mandatory and not settled
     * @param reviewBy when somebody is reminded of its review
     */
    public Decision<Activation> close(Closing closing, List<ContingencyTaskId> mandatory, Instant reviewBy) {
        if (!(state instanceof Active)) {
            return illegal("be closed");
        }
        if (!mandatory.isEmpty()) {
            return Decision.refuse(tasksOpen(id.name(), "be closed", mandatory));
        }
        return Decision.grant(
                new Activation(id, version + 1, basis, level, owner, new Closed(Clock.until(reviewBy), closing)));
    }

    public Decision<Activation> review() {
        return state instanceof Closed(var _, Closing closing)
                ? Decision.grant(new Activation(id, version + 1, basis, level, owner, new Reviewed(closing)))
                : illegal("be reviewed");
    }

    /** Why something cannot come to its end. */
    public static Refusal tasksOpen(String resource, String action, List<ContingencyTaskId> mandatory) {
        String names =
                mandatory.stream().limit(MOST_TOLD).map(ContingencyTaskId::name).collect(Collectors.joining(","));
        return Refusal.of(
                        Reason.TASKS_OPEN,
                        resource + " cannot " + action + ": " + mandatory.size() + " mandatory tasks are open, " + names
                                + ". Do them, or have two people skip them.")
                .with("resource", resource)
                .with("open_tasks", Integer.toString(mandatory.size()))
                .with("tasks", names);
    }

    public Optional<Closing> closing() {
        return switch (state) {
            case Active _ -> Optional.empty();
            case Closed(var _, Closing closing) -> Optional.of(closing);
            case Reviewed(Closing closing) -> Optional.of(closing);
        };
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.clock().nextDeadlineAt()) : Optional.empty();
    }

    private Decision<Activation> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }
}
