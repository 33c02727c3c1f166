package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells a crew that took over a unit what the crew before it had to answer and has not. */
@Singleton
class FollowCrews {
    private static final Logger LOG = Logger.getLogger(FollowCrews.class);

    private final UnitOfWork unitOfWork;
    private final Crews crews;
    private final CommandNotices notices;
    private final CommandRecords records;
    private final SettleCommand settleCommand;
    private final InstantSource clock;

    FollowCrews(
            UnitOfWork unitOfWork,
            Crews crews,
            CommandNotices notices,
            CommandRecords records,
            SettleCommand settleCommand,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.crews = crews;
        this.notices = notices;
        this.records = records;
        this.settleCommand = settleCommand;
        this.clock = clock;
    }

    @Scheduled(every = "${qipan.dispatch.follow-crews-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void follow() {
        if (!unitOfWork.read(notices::anyOwedByUnits)) {
            return;
        }
        try {
            Map<String, Instant> since = crews.onDutySince();
            unitOfWork.read(() -> notices.toldBefore(since)).forEach((order, units) -> handOver(order, units, since));
        } catch (PeerAway e) {
            LOG.debugf("Whether crews changed is looked up later: %s", e.getMessage());
        }
    }

    private void handOver(CommandOrderId id, List<String> units, Map<String, Instant> since) {
        CommandOrder ignored = unitOfWork.run("system:command_notice.hand_over", () -> {
            CommandOrder order = records.lock(id);
            Instant now = Times.now(clock);
            List<CommandNotice> anew = notices.lockOwed(id, units).stream()
                    .map(notice -> notice.handOver(since.getOrDefault(notice.recipient(), Instant.MIN), now))
                    .<CommandNotice>mapMulti((decision, told) -> {
                        // Another replica may have told it meanwhile.
                        if (decision instanceof Granted<CommandNotice>(CommandNotice next)) {
                            told.accept(next);
                        }
                    })
                    .toList();
            records.change(anew, _ -> "command_notice.handed_over", now, "Another crew took over the unit");
            return settleCommand.settle(order);
        });
    }
}
