package io.qipan.dispatch.contingency;

import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Activations of contingency plans and their tasks as they are stored, for whoever compares them with what was told of them.
 * Inside a unit of work only.
 */
@Singleton
public class StoredContingencies {
    private final Activations activations;
    private final ContingencyTasks tasks;

    StoredContingencies(Activations activations, ContingencyTasks tasks) {
        this.activations = activations;
        this.tasks = tasks;
    }

    public Optional<ContingencyActivation> find(ContingencyActivationId id) {
        return activations
                .find(id)
                .map(activation -> ContingencyMessages.message(activation, tasks.open(activation.id())));
    }

    public Optional<ContingencyTask> find(ContingencyTaskId id) {
        return tasks.find(id)
                .flatMap(task -> activations
                        .find(task.work().activation())
                        .map(activation -> ContingencyMessages.message(task, activation)));
    }
}
