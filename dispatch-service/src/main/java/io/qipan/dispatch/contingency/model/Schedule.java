package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.contingency.model.ContingencyTask.Work;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which tasks a level brings, and whose clocks run from whom. */
public final class Schedule {

    private Schedule() {}

    /**
     * The tasks of these steps, in their order. A clock that runs from a task that is open runs, until that is settled,
     * from when it is due.
     *
     * @param steps of {@code plan}, none of which is among the present tasks
     */
    public static List<ContingencyTask> tasks(
            PlanRevision plan,
            List<PlanStep> steps,
            ContingencyActivationId activation,
            int level,
            Collection<ContingencyTask> present,
            Instant now,
            Supplier<ContingencyTaskId> ids) {
        Map<String, ContingencyTask> byStep = new HashMap<>();
        present.forEach(task -> byStep.put(task.work().step().code(), task));
        List<ContingencyTask> made = new ArrayList<>();
        for (PlanStep step : steps) {
            Optional<ContingencyTask> after = step.after().map(byStep::get);
            Instant from = after.filter(task -> !(task.state() instanceof Settled))
                    .map(ContingencyTask::dueAt)
                    .filter(now::isBefore)
                    .orElse(now);
            Work work = new Work(activation, step, plan.posts(step.role()), level, after.map(ContingencyTask::id), now);
            ContingencyTask task = ContingencyTask.made(ids.get(), work, from.plus(step.within()));
            byStep.put(step.code(), task);
            made.add(task);
        }
        return made;
    }

    /**
     * The open tasks whose clocks run anew because one was settled: those right after it from now, those after these
     * from when these are due.
     *
     * @param all of its activation
     */
    public static List<ContingencyTask> after(ContingencyTask settled, Collection<ContingencyTask> all, Instant at) {
        List<ContingencyTask> moved = new ArrayList<>();
        Deque<Map.Entry<ContingencyTaskId, Instant>> from = new ArrayDeque<>(List.of(Map.entry(settled.id(), at)));
        while (!from.isEmpty()) {
            Map.Entry<ContingencyTaskId, Instant> next = from.pop();
            for (ContingencyTask task : all) {
                if (!task.isSettled() && task.work().after().equals(Optional.of(next.getKey()))) {
                    ContingencyTask later = task.from(next.getValue());
                    moved.add(later);
                    from.add(Map.entry(later.id(), later.dueAt()));
                }
            }
        }
        return moved;
    }
}
