package io.qipan.ecology.oversight.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An operation of several parties.
 *
 * @param plan what was planned; never changes
 * @param tasks in the order of their numbers
 */
public record JointOperation(UUID id, long version, Plan plan, List<JointTask> tasks, State state) implements Entry {
    /** So that one operation stays readable in one answer. */
    private static final int MOST_TASKS = 200;

    /**
     * What it is about.
     *
     * @param resource with the point it tells which agreements share it
     * @param parties {@code agencies/{code}}
     * @param caseName {@code cases/{uuid}}
     */
    public record Plan(
            String title,
            ResourceKind resource,
            Wgs84 point,
            List<String> parties,
            Optional<String> caseName,
            Instant plannedAt) {
        public Plan {
            parties = List.copyOf(parties);
        }
    }

    /** Where it stands. */
    public sealed interface State {
        record Active() implements State {}

        record Concluded(Instant at, String conclusion) implements State {}
    }

    public JointOperation {
        tasks = List.copyOf(tasks);
    }

    public static JointOperation planned(UUID id, Plan plan) {
        return new JointOperation(id, 1, plan, List.of(), new State.Active());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.JOINT_OPERATION;
    }

    @Override
    public String stateCode() {
        return switch (state) {
            case State.Active _ -> "ACTIVE";
            case State.Concluded _ -> "CONCLUDED";
        };
    }

    @Override
    public Optional<String> subject() {
        return plan.caseName();
    }

    @Override
    public List<String> parties() {
        return plan.parties();
    }

    @Override
    public Optional<Instant> nextDue() {
        return tasks.stream()
                .filter(task -> task.state() instanceof JointTask.State.Assigned)
                .map(JointTask::dueAt)
                .min(Comparator.naturalOrder());
    }

    @Override
    public JointOperation ranOut(Instant now) {
        return tasks.stream().anyMatch(task -> task.runsOutBy(now))
                ? each(task -> task.runsOutBy(now) ? task.ranOut() : task)
                : this;
    }

    @Override
    public String runOutVerb() {
        return "task_overdue";
    }

    @Override
    public String runOutText() {
        return tasks.stream()
                .filter(task -> task.state() instanceof JointTask.State.Overdue)
                .map(task -> "Task " + task.number() + " of " + task.party() + " is not done.")
                .collect(Collectors.joining(" "));
    }

    public List<JointTask> tasksOf(String party) {
        return tasks.stream().filter(task -> task.party().equals(party)).toList();
    }

    public Optional<JointTask> task(int number) {
        return number >= 1 && number <= tasks.size() ? Optional.of(tasks.get(number - 1)) : Optional.empty();
    }

    public Decision<JointOperation> assigned(String party, String demand, Instant dueAt, Instant now) {
        if (state instanceof State.Concluded) {
            return illegal("get another task");
        }
        if (!plan.parties().contains(party)) {
            return Decision.refuse(Refusal.notFound(name() + " of " + party));
        }
        if (tasks.size() >= MOST_TASKS) {
            return Decision.refuse(Fields.invalid(name(), "demand", "it has " + MOST_TASKS + " tasks already"));
        }
        List<JointTask> all = new ArrayList<>(tasks);
        all.add(new JointTask(tasks.size() + 1, party, demand, dueAt, false, new JointTask.State.Assigned()));
        return Fields.notAfter(name(), "due_at", dueAt, now)
                .<Decision<JointOperation>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(with(all, state)));
    }

    /** A task is done, or not needed any more. */
    public Decision<JointOperation> ended(int number, JointTask.State end, Instant at) {
        Optional<JointTask> found = task(number);
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.notFound(name() + "/tasks/" + number));
        }
        if (!found.get().isOpen()) {
            return Decision.refuse(Refusal.illegalTransition(
                    name() + "/tasks/" + number, found.get().stateCode(), "be ended again"));
        }
        return Decision.grant(each(task -> task.number() == number ? task.ended(end, at) : task));
    }

    /** The party says so itself; tasks of others are not there for it. */
    public Decision<JointOperation> reportedBy(String party, int number, JointTask.State.Done done, Instant at) {
        boolean own = task(number).filter(task -> task.party().equals(party)).isPresent();
        return own ? ended(number, done, at) : Decision.refuse(Refusal.notFound(name() + "/tasks/" + number));
    }

    public Decision<JointOperation> concluded(Instant at, String conclusion) {
        if (state instanceof State.Concluded) {
            return illegal("be concluded");
        }
        return tasks.stream()
                .filter(JointTask::isOpen)
                .findFirst()
                .<Decision<JointOperation>>map(open -> Decision.refuse(Refusal.of(
                                Reason.INCOMPLETE,
                                name() + " cannot be concluded: its task " + open.number() + " of " + open.party()
                                        + " is open. End it first.")
                        .with("resource", name())
                        .with("missing", "tasks/" + open.number())))
                .orElseGet(() -> Decision.grant(with(tasks, new State.Concluded(at, conclusion))));
    }

    private JointOperation each(UnaryOperator<JointTask> change) {
        return with(tasks.stream().map(change).toList(), state);
    }

    private JointOperation with(List<JointTask> nextTasks, State next) {
        return new JointOperation(id, version + 1, plan, nextTasks, next);
    }
}
