package io.qipan.dispatch.command;

import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Sees after every answer that was committed whether it was the last one of its order. Whoever commits last sees the answers of
 * all, so that no answer has to hold the order; should the process die before it looked, the order's deadline looks again.
 */
@Singleton
class Completion {
    private static final Logger LOG = Logger.getLogger(Completion.class);

    private final UnitOfWork unitOfWork;
    private final CommandNotices notices;
    private final CommandRecords records;
    private final SettleCommand settleCommand;

    Completion(UnitOfWork unitOfWork, CommandNotices notices, CommandRecords records, SettleCommand settleCommand) {
        this.unitOfWork = unitOfWork;
        this.notices = notices;
        this.records = records;
        this.settleCommand = settleCommand;
    }

    /** The answer is durable, so that no failure here is one of the request. */
    void look(String order) {
        CommandOrderId id = CommandOrderId.parse(order);
        try {
            if (!unitOfWork.read(() -> notices.anyWaiting(id))) {
                var ignored =
                        unitOfWork.run("system:command_order.complete", () -> settleCommand.settle(records.lock(id)));
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s is left to its deadline", order);
        }
    }
}
