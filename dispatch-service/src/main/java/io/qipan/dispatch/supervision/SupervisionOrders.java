package io.qipan.dispatch.supervision;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import java.util.List;
import java.util.Optional;

/** The supervision orders that were issued, and what they can be about. Inside a unit of work only. */
interface SupervisionOrders {

    /** What an order is about. */
    record Subject(String owner, Optional<IncidentId> incident, boolean drill) {}

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<String> subject, boolean openOnly) {}

    /** By a name that the contract's pattern has let through. */
    Optional<Subject> subject(String name);

    void add(SupervisionOrder order);

    Optional<SupervisionOrder> find(SupervisionOrderId id);

    /** The order, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    SupervisionOrder lock(SupervisionOrderId id);

    void save(SupervisionOrder order);

    /** Newest first, older than the given id. */
    List<SupervisionOrder> list(Filter filter, Optional<SupervisionOrderId> olderThan, int limit);
}
