package io.qipan.dispatch.supervision;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.dispatch.supervision.model.SupervisionState.Open;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Reminds whoever has to sign, answer or decide; what nothing comes of is escalated. */
@Singleton
class RemindOfSupervision implements DeadlineHandler {
    private final SupervisionRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfSupervision(SupervisionRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return SupervisionRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        SupervisionOrder order = records.lock(SupervisionOrderId.parse(due.subject()));
        if (order.state() instanceof Open open) {
            Instant now = Times.now(clock);
            if (order.nextDeadlineAt().filter(now::isBefore).isPresent()) {
                // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
                records.keepDeadline(order);
                return;
            }
            SupervisionOrder reminded =
                    order.remind(now.plus(settings.remindSupervision())).orRefuse();
            records.change(
                    reminded,
                    reminded.isEscalated() ? "supervision_order.escalated" : "supervision_order.reminded",
                    now,
                    "Still " + open.word() + ": " + order.owner() + " has to act");
        }
    }
}
