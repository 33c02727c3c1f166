package io.qipan.ecology.chief;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.PatrolDuty;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All patrol duties. Inside a unit of work only. */
public interface PatrolDuties {

    /** Which duties to list. */
    record Filter(Optional<ResourceKind> kind, Optional<Level> level) {}

    /** Keeps others from changing any until the end of the unit of work. */
    void lock();

    void add(PatrolDuty begun);

    void save(PatrolDuty changed);

    Optional<PatrolDuty> find(UUID id);

    /** The newest first. */
    List<PatrolDuty> list(Filter filter, Optional<UUID> before, int most);

    /** In no order. */
    List<PatrolDuty> all();
}
