package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ActivationState.Active;
import io.qipan.dispatch.contingency.model.ActivationState.Closing;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenContingencies;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

@Singleton
class OpenContingenciesOfIncident implements OpenContingencies {
    private final Activations activations;
    private final ContingencyTasks tasks;
    private final ContingencyRecords records;
    private final WorkActivation work;

    OpenContingenciesOfIncident(
            Activations activations, ContingencyTasks tasks, ContingencyRecords records, WorkActivation work) {
        this.activations = activations;
        this.tasks = tasks;
        this.records = records;
        this.work = work;
    }

    @Override
    public void refuseWhileOpen(IncidentId incident) {
        List<ContingencyTaskId> mandatory = activations.active(incident).stream()
                .flatMap(activation -> WorkActivation.mandatory(tasks.of(activation.id())).stream())
                .toList();
        if (!mandatory.isEmpty()) {
            throw Activation.tasksOpen(incident.name(), "end", mandatory).asException();
        }
    }

    @Override
    public void end(IncidentId incident, String by, Instant now) {
        for (Activation active : activations.active(incident)) {
            Activation activation = records.lock(active.id());
            // Somebody may have closed it meanwhile.
            if (activation.state() instanceof Active) {
                work.close(activation, new Closing(now, by, incident.name() + " has ended"));
            }
        }
    }
}
