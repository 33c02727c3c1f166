package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import java.util.List;
import java.util.Optional;

/** The tasks of activations. Who changes one holds its activation. Inside a unit of work only. */
interface ContingencyTasks {

    void add(ContingencyTask task);

    Optional<ContingencyTask> find(ContingencyTaskId id);

    void save(ContingencyTask task);

    /** By when they are due. */
    List<ContingencyTask> of(ContingencyActivationId activation);
}
