package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.ShortfallState.Open;
import io.qipan.patrol.id.ResourceId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a strength is not there still, and who has to see to it; again and again. */
@Singleton
public class RemindOfShortfall implements DeadlineHandler {
    private final ShortfallRecords records;
    private final DutySettings settings;
    private final InstantSource clock;

    public RemindOfShortfall(ShortfallRecords records, DutySettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ShortfallRecords.REMIND;
    }

    @Override
    public void handle(Due due) {
        DutyShortfall shortfall = records.lock(ResourceId.of(due.subject()));
        if (shortfall.state() instanceof Open) {
            Instant now = Times.now(clock);
            DutyShortfall ignored = records.change(
                    shortfall.remind(now.plus(settings.remindOfShortfall())).orRefuse(),
                    "reminded",
                    now,
                    shortfall.count().missing() + " missing; " + shortfall.owner() + " has to see to it");
        }
    }
}
