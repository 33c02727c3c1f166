package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Step;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The orders that were given. Inside a unit of work only. */
interface Orders {

    /**
     * Which orders to list; what is empty does not restrict.
     *
     * @param reader only the orders of this unit, and those for incidents that it has an open order for
     */
    record Filter(Optional<IncidentId> incident, Optional<String> unit, boolean openOnly, Optional<String> reader) {

        Filter(Optional<IncidentId> incident, Optional<String> unit, boolean openOnly) {
            this(incident, unit, openOnly, Optional.empty());
        }
    }

    void add(Order order);

    Optional<Order> find(OrderId id);

    /** The order, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Order lock(OrderId id);

    void save(Order order);

    /** Newest first, older than the given id. */
    List<Order> list(Filter filter, Optional<OrderId> olderThan, int limit);

    /** Open orders of these units, oldest first. */
    List<Order> openOf(Collection<String> units);

    /** The orders, over or not, that were given for these incidents and go on under this one, oldest first. */
    List<OrderId> goingOnUnder(IncidentId incident, Collection<IncidentId> givenFor);

    /** Whether a unit has an order, over or not, that goes on under this incident or was given for it. */
    boolean wasSent(IncidentId incident, String unit);

    int countOpenOf(IncidentId incident);

    /** As {@link #countOpenOf}, once nobody else is about to count those that are left after an order that is over. */
    int countLeftOf(IncidentId incident);

    /** Whether a unit told this step of an order for the incident, or for one that is merged into it, over or not. */
    boolean hasReached(IncidentId incident, Step step);
}
