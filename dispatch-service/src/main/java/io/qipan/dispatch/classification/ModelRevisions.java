package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.ModelRevision;
import java.util.Optional;

/** What suggestions went by, and go by. Inside a unit of work only. */
interface ModelRevisions {

    Optional<ModelRevision> newest();

    Optional<ModelRevision> find(long number);

    void add(ModelRevision revision);
}
