package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Takes an order back: nobody has to answer any more, and everybody who had to is told. */
@Singleton
class WithdrawCommand {
    private final CommandRecords records;
    private final CommandNotices notices;
    private final InstantSource clock;

    WithdrawCommand(CommandRecords records, CommandNotices notices, InstantSource clock) {
        this.records = records;
        this.notices = notices;
        this.clock = clock;
    }

    CommandOrder withdraw(CommandOrderId id, String etag, String reason, String by) {
        Instant now = Times.now(clock);
        CommandOrder withdrawn =
                records.lock(id, etag).withdraw(reason, by, now).orRefuse();
        List<CommandNotice> over = notices.lockOwed(id).stream()
                .map(notice -> notice.withdraw(reason, by, now).orRefuse())
                .toList();
        records.change(over, _ -> "command_notice.withdrawn", now, reason);
        return records.change(withdrawn, "command_order.withdrawn", now, reason);
    }
}
