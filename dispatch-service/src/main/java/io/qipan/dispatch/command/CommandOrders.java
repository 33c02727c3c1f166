package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.id.model.CommandOrderId;
import java.util.List;
import java.util.Optional;

/** Command orders. Inside a unit of work only. */
interface CommandOrders {

    void add(CommandOrder order);

    Optional<CommandOrder> find(CommandOrderId id);

    /** Holds it until the end of the unit of work. Refuses NOT_FOUND. */
    CommandOrder lock(CommandOrderId id);

    /** Keeps what changes of a locked one. */
    void save(CommandOrder order);

    /** The newest first. */
    List<CommandOrder> list(boolean openOnly, Optional<CommandOrderId> after, int limit);
}
