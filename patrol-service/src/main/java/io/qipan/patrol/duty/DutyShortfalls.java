package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.runtime.page.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Strengths that were not there, one open at a time for each post. */
public interface DutyShortfalls {

    void add(DutyShortfall shortfall);

    Optional<DutyShortfall> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<DutyShortfall> lock(UUID id);

    /** Holds all that are open, by id. */
    List<DutyShortfall> lockOpen();

    /** Keeps what changes of a locked one. */
    void save(DutyShortfall shortfall);

    /** The newest first, one more than the page holds. */
    List<DutyShortfall> list(Page page, boolean openOnly);
}
