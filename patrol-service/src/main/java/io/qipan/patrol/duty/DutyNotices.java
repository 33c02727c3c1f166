package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.runtime.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What crews have heard of orders. */
public interface DutyNotices {

    /** Which notices a list is of. */
    record Filter(Optional<String> unit, Optional<UUID> order, boolean openOnly) {}

    void add(DutyNotice notice);

    Optional<DutyNotice> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<DutyNotice> lock(UUID id);

    /** Keeps what changes of a locked one. */
    void save(DutyNotice notice);

    /** Holds those of an order that are open, by id. */
    List<DutyNotice> lockOpenOfOrder(UUID order);

    /** Holds those of a shift that are open, by id. */
    List<DutyNotice> lockOpenOfShift(UUID shift);

    /** How many of an order are in each state, by its word. */
    Map<String, Integer> count(UUID order);

    /** The newest first, one more than the page holds. */
    List<DutyNotice> list(Page page, Filter filter);
}
