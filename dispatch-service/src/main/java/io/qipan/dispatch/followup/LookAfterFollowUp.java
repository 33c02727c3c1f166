package io.qipan.dispatch.followup;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.followup.model.FollowUpState.Owed;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends what nobody answered or called in time; what somebody here owes goes up, and is told again as often as its time
 * passes.
 */
@Singleton
class LookAfterFollowUp implements DeadlineHandler {
    private final FollowUpRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    LookAfterFollowUp(FollowUpRecords records, DispatchSettings settings, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return FollowUpRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        FollowUp followUp = records.lock(FollowUpId.parse(due.subject()));
        Instant now = Times.now(clock);
        FollowUp looked = followUp.look(now, now.plus(settings.callBackWithin()));
        if (looked.state() instanceof Owed owed) {
            meters.counter("qipan.follow.ups.overdue", "state", owed.word()).increment();
            records.change(followUp, looked, "follow_up.overdue", now, "Nobody has seen to it: " + owed.word());
        } else {
            records.change(followUp, looked, "follow_up." + looked.state().word(), now, "Its time is over");
        }
    }
}
