package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.NoticeState.Escalated;
import io.qipan.patrol.id.ResourceId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Alerts a crew that has not acknowledged again, and escalates when that does not help either. */
@Singleton
public class AlertAgain implements DeadlineHandler {
    private final NoticeRecords records;
    private final InstantSource clock;

    public AlertAgain(NoticeRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return NoticeRecords.ACKNOWLEDGE;
    }

    @Override
    public void handle(Due due) {
        DutyNotice notice = records.lock(ResourceId.of(due.subject()));
        if (!notice.isOpen()) {
            return;
        }
        Instant now = Times.now(clock);
        DutyNotice alerted = notice.alertAgain(now).orRefuse();
        boolean escalatedNow = alerted.state() instanceof Escalated && !(notice.state() instanceof Escalated);
        records.change(
                alerted,
                escalatedNow ? "escalated" : "alerted",
                now,
                "Not acknowledged within " + notice.within().toSeconds() + " s");
    }
}
