package io.qipan.dispatch.contingency;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.ContingencyRecords.Held;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.contingency.model.Schedule;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.contingency.model.TaskState.Skip;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ConfirmTaskSkipRequest;
import io.qipan.proto.dispatch.v1.ReassignContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.RejectTaskSkipRequest;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The steps of a task: each loads it, decides, saves and tells. What is settled starts the clocks that run from it. */
@Singleton
class WorkTask {
    private final ContingencyRecords records;
    private final ContingencyTasks tasks;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkTask(ContingencyRecords records, ContingencyTasks tasks, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    Held take(TakeContingencyTaskRequest request, Caller caller) {
        Held held = lock(request.getName(), request.getEtag());
        return kept(held, held.task().take(caller.subject()).orRefuse(), "contingency_task.taken", "");
    }

    Held complete(CompleteContingencyTaskRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Held held = lock(request.getName(), request.getEtag());
        return kept(
                held,
                held.task().complete(caller.subject(), request.getResult(), now).orRefuse(),
                "contingency_task.done",
                request.getResult());
    }

    Held skip(SkipContingencyTaskRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Held held = lock(request.getName(), request.getEtag());
        ContingencyTask next = held.task()
                .skip(new Skip(caller.subject(), request.getReason()), now, now.plus(settings.raiseContingencyTask()))
                .orRefuse();
        return kept(
                held,
                next,
                next.isSettled() ? "contingency_task.skipped" : "contingency_task.skip_proposed",
                request.getReason());
    }

    Held confirmSkip(ConfirmTaskSkipRequest request, Caller caller) {
        Held held = lock(request.getName(), request.getEtag());
        return kept(
                held,
                held.task().confirmSkip(caller.subject(), Times.now(clock)).orRefuse(),
                "contingency_task.skipped",
                "Agreed");
    }

    Held rejectSkip(RejectTaskSkipRequest request) {
        Held held = lock(request.getName(), request.getEtag());
        return kept(
                held, held.task().rejectSkip(soon()).orRefuse(), "contingency_task.skip_rejected", request.getReason());
    }

    Held reassign(ReassignContingencyTaskRequest request) {
        Held held = lock(request.getName(), request.getEtag());
        return kept(
                held,
                held.task().reassign(request.getTo(), soon()).orRefuse(),
                "contingency_task.reassigned",
                "To " + request.getTo() + ": " + request.getReason());
    }

    private Instant soon() {
        return Times.now(clock).plus(settings.raiseContingencyTask());
    }

    private Held lock(String name, String etag) {
        return records.lock(ContingencyTaskId.parse(name), etag);
    }

    private Held kept(Held held, ContingencyTask next, String action, String reason) {
        Instant now = Times.now(clock);
        Activation activation = held.activation();
        ContingencyTask kept = records.change(next, activation, action, now, reason);
        if (!(next.state() instanceof Settled settled)) {
            return new Held(kept, activation);
        }
        for (ContingencyTask later : Schedule.after(next, tasks.of(activation.id()), settled.at())) {
            records.change(
                    later,
                    activation,
                    "contingency_task.clock_started",
                    now,
                    "After " + next.id().name());
        }
        Activation heard = activation.heard(now.plus(settings.checkContingency()));
        records.change(
                heard, "contingency_activation.task_settled", now, next.id().name());
        return new Held(kept, heard);
    }
}
