package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks of activations. Who changes one holds its activation. Inside a unit of work only. */
interface ContingencyTasks {

    /** How many of an activation are open. */
    record OpenTasks(int all, int mandatory) {
        static final OpenTasks NONE = new OpenTasks(0, 0);
    }

    void add(ContingencyTask task);

    Optional<ContingencyTask> find(ContingencyTaskId id);

    void save(ContingencyTask task);

    /** By when they are due. */
    List<ContingencyTask> of(ContingencyActivationId activation);

    /** Of each of them, in one go. */
    Map<ContingencyActivationId, OpenTasks> open(Collection<ContingencyActivationId> activations);

    default OpenTasks open(ContingencyActivationId activation) {
        return open(List.of(activation)).getOrDefault(activation, OpenTasks.NONE);
    }
}
