package io.qipan.dispatch.contingency;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ActivationState.Closed;
import io.qipan.dispatch.contingency.model.ActivationState.Closing;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.proto.dispatch.v1.CloseContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.TakeOverContingencyRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The steps of an activation: each loads it, decides, saves and tells. */
@Singleton
class WorkActivation {
    private final ContingencyRecords records;
    private final ContingencyTasks tasks;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkActivation(ContingencyRecords records, ContingencyTasks tasks, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    Activation takeOver(TakeOverContingencyRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Activation activation = records.lock(ContingencyActivationId.parse(request.getName()), request.getEtag());
        Duration patience =
                activation.state() instanceof Closed ? settings.reviewContingency() : settings.checkContingency();
        Activation next =
                activation.takeOver(caller.subject(), now.plus(patience)).orRefuse();
        return records.change(next, "contingency_activation.taken_over", now, "");
    }

    Activation close(CloseContingencyActivationRequest request, Caller caller) {
        return close(
                records.lock(ContingencyActivationId.parse(request.getName()), request.getEtag()),
                new Closing(Times.now(clock), caller.subject(), request.getNote()));
    }

    /** Closes a locked activation, and skips those of its tasks that are open. Refuses TASKS_OPEN. */
    Activation close(Activation activation, Closing closing) {
        List<ContingencyTask> open = tasks.of(activation.id()).stream()
                .filter(task -> !task.isSettled())
                .toList();
        Activation next = activation
                .close(closing, mandatory(open), closing.at().plus(settings.reviewContingency()))
                .orRefuse();
        for (ContingencyTask task : open) {
            records.change(
                    task.closedWith(closing.by(), closing.at()),
                    next,
                    "contingency_task.skipped",
                    closing.at(),
                    "The activation was closed");
        }
        return records.change(next, "contingency_activation.closed", closing.at(), closing.note());
    }

    static List<ContingencyTaskId> mandatory(List<ContingencyTask> tasks) {
        return tasks.stream()
                .filter(task -> !task.isSettled() && task.work().step().mandatory())
                .map(ContingencyTask::id)
                .toList();
    }
}
