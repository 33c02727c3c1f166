package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Reminds and escalates the recipients of an order for which it is time, many at once, and reminds its owner. */
@Singleton
class LookAfterCommand implements DeadlineHandler {
    /** What is left is due at once again. */
    private static final int AT_ONCE = 1_000;

    private final CommandRecords records;
    private final CommandNotices notices;
    private final SettleCommand settleCommand;
    private final InstantSource clock;

    LookAfterCommand(CommandRecords records, CommandNotices notices, SettleCommand settleCommand, InstantSource clock) {
        this.records = records;
        this.notices = notices;
        this.settleCommand = settleCommand;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return CommandRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        CommandOrder order = records.lock(CommandOrderId.parse(due.subject()));
        Instant now = Times.now(clock);
        List<CommandNotice> looked = notices.lockDue(order.brief().order(), now, AT_ONCE).stream()
                .map(notice -> notice.look(now))
                .toList();
        records.change(
                looked,
                notice -> notice.isEscalated() ? "command_notice.escalated" : "command_notice.reminded",
                now,
                "No answer in time");
        CommandOrder ignored = settleCommand.settle(order);
    }
}
