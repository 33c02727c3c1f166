package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.contingency.model.TaskState.Done;
import io.qipan.dispatch.contingency.model.TaskState.Open;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.contingency.model.TaskState.Skip;
import io.qipan.dispatch.contingency.model.TaskState.SkipProposed;
import io.qipan.dispatch.contingency.model.TaskState.Skipped;
import io.qipan.dispatch.contingency.model.TaskState.Taken;
import io.qipan.dispatch.contingency.model.TaskState.Untaken;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of a plan, to be done in time.
 *
 * @param version counts what people do, without reminders and clocks; its text is the etag
 * @param owner who has to act now
 * @param raised how often it went to the next post
 */
public record ContingencyTask(
        ContingencyTaskId id, long version, Work work, Instant dueAt, String owner, int raised, TaskState state) {

    /**
     * What never changes.
     *
     * @param posts who holds its role, in order
     * @param level of the activation, that brought it
     * @param after the task that its clock runs from
     */
    public record Work(
            ContingencyActivationId activation,
            PlanStep step,
            List<String> posts,
            int level,
            Optional<ContingencyTaskId> after,
            Instant createdAt) {
        public Work {
            posts = List.copyOf(posts);
        }
    }

    /** One that waits at its first post. */
    public static ContingencyTask made(ContingencyTaskId id, Work work, Instant dueAt) {
        return new ContingencyTask(id, 1, work, dueAt, work.posts().getFirst(), 0, new Untaken(Clock.until(dueAt)));
    }

    public Decision<ContingencyTask> take(String by) {
        Optional<Clock> clock = switch (state) {
            case Untaken(Clock running) -> Optional.of(running);
            case Taken(Clock running, String taker) when !taker.equals(by) -> Optional.of(running);
            case Taken _, SkipProposed _, Settled _ -> Optional.empty();
        };
        if (clock.isEmpty()) {
            return illegal("be taken by " + by);
        }
        return isForMany(owner) || owner.equals(by)
                ? Decision.grant(next(by, new Taken(clock.get(), by)))
                : Decision.refuse(denied(id.name() + " is with " + owner + ", not with " + by
                        + ". Have a dispatcher reassign it first."));
    }

    public Decision<ContingencyTask> complete(String by, String result, Instant at) {
        if (!(state instanceof Taken taken)) {
            return illegal("be done");
        }
        return taken.by().equals(by)
                ? Decision.grant(next(by, new Done(at, by, result)))
                : Decision.refuse(denied(taken.by() + " has taken " + id.name() + ", not " + by
                        + ". Who does it tells what was done; have it reassigned to do it yourself."));
    }

    /** @param decideBy when somebody is reminded to decide, if a second person has to */
    public Decision<ContingencyTask> skip(Skip skip, Instant at, Instant decideBy) {
        if (!(state instanceof Untaken || state instanceof Taken)) {
            return illegal("be skipped");
        }
        return Decision.grant(
                work.step().mandatory()
                        ? next(
                                Activation.COMMAND,
                                new SkipProposed(
                                        Clock.until(decideBy), skip, ((Open) state).taker(), Optional.of(owner)))
                        : next(skip.by(), new Skipped(at, skip.by(), skip)));
    }

    public Decision<ContingencyTask> confirmSkip(String by, Instant at) {
        if (!(state instanceof SkipProposed(var _, Skip skip, var _, var _))) {
            return illegal("be agreed to be skipped");
        }
        return skip.by().equals(by)
                ? Decision.refuse(Refusal.of(
                                Reason.SECOND_PERSON_REQUIRED,
                                by + " has proposed to skip " + id.name() + ": somebody else has to agree.")
                        .with("resource", id.name())
                        .with("made_by", by))
                : Decision.grant(next(by, new Skipped(at, by, skip)));
    }

    /** @param atLeast until when there is time to do it now */
    public Decision<ContingencyTask> rejectSkip(Instant atLeast) {
        if (!(state instanceof SkipProposed(var _, var _, Optional<String> taker, Optional<String> from))) {
            return illegal("be kept from being skipped");
        }
        Clock clock = Clock.until(later(dueAt, atLeast));
        return Decision.grant(taker.map(by -> next(from.orElse(by), new Taken(clock, by)))
                .orElseGet(() -> next(from.orElseGet(this::post), new Untaken(clock))));
    }

    public Decision<ContingencyTask> reassign(String to, Instant atLeast) {
        return state instanceof Untaken || state instanceof Taken
                ? Decision.grant(next(to, new Untaken(Clock.until(later(dueAt, atLeast)))))
                : illegal("be reassigned");
    }

    /** It is overdue: the next post has it. One that waits for a decision goes on waiting at the commander's desk. */
    public Decision<ContingencyTask> raise(Instant lookAt) {
        return switch (state) {
            case SkipProposed proposed ->
                Decision.grant(new ContingencyTask(
                        id,
                        version,
                        work,
                        dueAt,
                        owner,
                        raised,
                        proposed.with(proposed.clock().reminded(lookAt))));
            case Open open -> {
                ContingencyTask higher = new ContingencyTask(
                        id,
                        version,
                        work,
                        dueAt,
                        owner,
                        raised + 1,
                        open.with(open.clock().reminded(lookAt)));
                yield Decision.grant(higher.with(higher.post()));
            }
            case Settled _ -> illegal("be overdue");
        };
    }

    /** The task before it was settled: its clock runs from then. What was raised keeps a later look. */
    public ContingencyTask from(Instant settledAt) {
        Instant due = settledAt.plus(work.step().within());
        return switch (state) {
            case Settled _ -> this;
            case SkipProposed _ -> new ContingencyTask(id, version, work, due, owner, raised, state);
            case Open open ->
                new ContingencyTask(
                        id,
                        version,
                        work,
                        due,
                        owner,
                        raised,
                        open.with(new Clock(
                                open.clock().reminders() == 0
                                        ? due
                                        : later(due, open.clock().nextDeadlineAt()),
                                open.clock().reminders())));
        };
    }

    /** Its activation is closed, and it was not mandatory. */
    public ContingencyTask closedWith(String by, Instant at) {
        return next(by, new Skipped(at, by, new Skip(by, "The activation was closed")));
    }

    public boolean isSettled() {
        return state instanceof Settled;
    }

    public boolean isLate() {
        return state instanceof Settled settled && settled.at().isAfter(dueAt);
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.clock().nextDeadlineAt()) : Optional.empty();
    }

    /** Whose turn it is, after as many as it was raised. */
    private String post() {
        return raised < work.posts().size() ? work.posts().get(raised) : Activation.COMMAND;
    }

    private static boolean isForMany(String post) {
        return post.startsWith("desk:") || post.startsWith("agencies/");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Refusal denied(String why) {
        return Refusal.of(Reason.ACCESS_DENIED, why).with("resource", id.name());
    }

    private Decision<ContingencyTask> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private ContingencyTask with(String nextOwner) {
        return new ContingencyTask(id, version, work, dueAt, nextOwner, raised, state);
    }

    private ContingencyTask next(String nextOwner, TaskState next) {
        return new ContingencyTask(id, version + 1, work, dueAt, nextOwner, raised, next);
    }
}
