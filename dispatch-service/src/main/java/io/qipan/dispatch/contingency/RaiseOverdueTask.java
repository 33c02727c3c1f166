package io.qipan.dispatch.contingency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.ContingencyRecords.Held;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Gives a task that nobody settles in time to the next post. */
@Singleton
class RaiseOverdueTask implements DeadlineHandler {
    private final ContingencyRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final Counter raised;

    RaiseOverdueTask(ContingencyRecords records, DispatchSettings settings, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.raised = meters.counter("qipan.contingency.tasks.raised");
    }

    @Override
    public String kind() {
        return ContingencyRecords.LOOK_AT_TASK;
    }

    @Override
    public void handle(Due due) {
        Held held = records.lock(ContingencyTaskId.parse(due.subject()));
        if (held.task().isSettled()) {
            return;
        }
        Instant now = Times.now(clock);
        if (held.task().nextDeadlineAt().filter(now::isBefore).isPresent()) {
            // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
            records.keepDeadline(held.task());
            return;
        }
        ContingencyTask next =
                held.task().raise(now.plus(settings.raiseContingencyTask())).orRefuse();
        records.change(
                next,
                held.activation(),
                "contingency_task.overdue",
                now,
                "Still " + next.state().word() + ", due " + next.dueAt() + ": " + next.owner() + " has to act");
        if (!held.activation().basis().drill()) {
            raised.increment();
        }
    }
}
