package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.runtime.page.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The plans of duty levels, and the orders given by them. */
public interface DutyOrders {

    /** Keeps others from changing plan or level, and crews from coming on or going off duty, until the end of the unit of work. */
    void holdForChange();

    /** Keeps the level as it is until the end of the unit of work; crews may still come and go beside each other. */
    void holdForShift();

    /** The newest plan. */
    Optional<DutyPlan> plan();

    Optional<DutyPlan> plan(long number);

    void add(DutyPlan plan);

    Optional<DutyOrder> inForce();

    Optional<DutyOrder> find(UUID id);

    void add(DutyOrder order);

    /** Keeps that an order is not in force any more. */
    void end(DutyOrder superseded);

    /** The newest first, one more than the page holds. */
    List<DutyOrder> list(Page page);
}
