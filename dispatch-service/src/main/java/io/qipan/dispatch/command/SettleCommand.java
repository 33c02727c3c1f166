package io.qipan.dispatch.command;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.command.model.CommandState;
import io.qipan.dispatch.command.model.CommandState.Complete;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.command.model.Outstanding;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Draws from the answers what follows for a locked order: it waits on, is complete, or its owner is reminded. */
@Singleton
class SettleCommand {
    private final CommandNotices notices;
    private final CommandRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    SettleCommand(CommandNotices notices, CommandRecords records, DispatchSettings settings, InstantSource clock) {
        this.notices = notices;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    CommandOrder settle(CommandOrder order) {
        Instant now = Times.now(clock);
        Outstanding outstanding = notices.outstanding(order.brief().order());
        CommandOrder next = order.settle(outstanding, now, settings.checkCommand());
        if (next.equals(order)) {
            // The deadline that brought us here is gone, and another stands for what is left.
            return records.keep(next);
        }
        return switch (next.state()) {
            case Complete _
            when order.state() instanceof Open -> {
                yield records.change(next, "command_order.completed", now, owed(outstanding));
            }
            case Complete complete
            when complete.remindOwnerAt().isEmpty() -> records.change(next, "command_order.settled", now, "");
            case Complete _ -> records.change(next, "command_order.overdue", now, owed(outstanding));
            case CommandState _ -> records.keep(next);
        };
    }

    private static String owed(Outstanding outstanding) {
        return outstanding.escalated() == 0
                ? ""
                : outstanding.escalated() + " recipients were escalated and have not answered";
    }
}
