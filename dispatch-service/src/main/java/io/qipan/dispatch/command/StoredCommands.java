package io.qipan.dispatch.command;

import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Command orders and their notices as they are stored, for whoever compares them with what was told of them. Inside a unit
 * of work only.
 */
@Singleton
public class StoredCommands {
    private final CommandOrders orders;
    private final CommandNotices notices;

    StoredCommands(CommandOrders orders, CommandNotices notices) {
        this.orders = orders;
        this.notices = notices;
    }

    /** When the system looks again moves with its notices, and is not told each time. */
    public Optional<CommandOrder> find(CommandOrderId id) {
        return orders.find(id).map(CommandMessages::message);
    }

    public Optional<CommandNotice> find(CommandNoticeId id) {
        return notices.find(id).map(CommandMessages::message);
    }
}
