package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Stores an activation or a task, tells the journal and keeps its deadline, always all three. Who changes a task holds
 * its activation; who needs the incident, too, takes that first.
 */
@Singleton
class ContingencyRecords {
    /** Deadline of an activation that is not reviewed. */
    static final String LOOK = "contingency_activation.look";
    /** Deadline of a task that is open. */
    static final String LOOK_AT_TASK = "contingency_task.look";

    private final Activations activations;
    private final ContingencyTasks tasks;
    private final Journal journal;
    private final Deadlines deadlines;

    ContingencyRecords(Activations activations, ContingencyTasks tasks, Journal journal, Deadlines deadlines) {
        this.activations = activations;
        this.tasks = tasks;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    /** A task, and its activation, which is locked. */
    record Held(ContingencyTask task, Activation activation) {}

    /** The activation as it is. Refuses NOT_FOUND. */
    Activation get(ContingencyActivationId id) {
        return activations
                .find(id)
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** The activation, locked. Refuses NOT_FOUND. */
    Activation lock(ContingencyActivationId id) {
        return activations.lock(id);
    }

    /** The activation, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Activation lock(ContingencyActivationId id, String etag) {
        Activation activation = activations.lock(id);
        Etag.check(id.name(), etag, activation.version());
        return activation;
    }

    /** The task, with its activation locked. Refuses NOT_FOUND. */
    Held lock(ContingencyTaskId id) {
        Activation activation = activations.lock(find(id).work().activation());
        return new Held(find(id), activation);
    }

    /** The same if the task is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Held lock(ContingencyTaskId id, String etag) {
        Held held = lock(id);
        Etag.check(id.name(), etag, held.task().version());
        return held;
    }

    private ContingencyTask find(ContingencyTaskId id) {
        return tasks.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    /** A new activation and its first tasks. */
    void add(Activation activation, List<ContingencyTask> first) {
        activations.add(activation);
        addTasks(activation, first);
        tell(
                activation,
                "contingency_activation.activated",
                activation.basis().at(),
                activation.basis().reason());
    }

    /** Tasks of a locked activation. */
    void addTasks(Activation activation, List<ContingencyTask> made) {
        for (ContingencyTask task : made) {
            tasks.add(task);
            tell(task, activation, "contingency_task.made", task.work().createdAt(), "");
        }
    }

    /** Stores the next state of a locked activation. */
    Activation change(Activation next, String action, Instant occurredAt, String reason) {
        activations.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    /** Stores the next state of a task whose activation is locked. */
    ContingencyTask change(ContingencyTask next, Activation of, String action, Instant occurredAt, String reason) {
        tasks.save(next);
        tell(next, of, action, occurredAt, reason);
        return next;
    }

    private void tell(Activation activation, String action, Instant occurredAt, String reason) {
        journal.append(
                activation.id().name(),
                action,
                occurredAt,
                reason,
                ContingencyMessages.message(activation, tasks.open(activation.id())));
        keepDeadline(activation);
    }

    /** Sets the deadline of a locked activation once more, which stays as it is. */
    void keepDeadline(Activation activation) {
        String name = activation.id().name();
        activation
                .nextDeadlineAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }

    private void tell(ContingencyTask task, Activation of, String action, Instant occurredAt, String reason) {
        journal.append(task.id().name(), action, occurredAt, reason, ContingencyMessages.message(task, of));
        keepDeadline(task);
    }

    /** Sets the deadline of a task once more, which stays as it is. */
    void keepDeadline(ContingencyTask task) {
        String name = task.id().name();
        task.nextDeadlineAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK_AT_TASK, name, at), () -> deadlines.lift(LOOK_AT_TASK, name));
    }
}
