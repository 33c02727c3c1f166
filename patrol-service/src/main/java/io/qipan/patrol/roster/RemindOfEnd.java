package io.qipan.patrol.roster;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Tells everybody who watches that a shift runs on long after its plan, again and again: a crew that forgot to check out counts
 * for a strength that is not there. It is not ended by itself, because the crew may be out in the middle of something.
 */
@Singleton
public class RemindOfEnd implements DeadlineHandler {
    private final ShiftRecords records;
    private final InstantSource clock;

    public RemindOfEnd(ShiftRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ShiftRecords.OVERDUE;
    }

    @Override
    public void handle(Due due) {
        Shift shift = records.lock(ResourceId.of(due.subject()));
        if (shift.isOnDuty()) {
            records.tellOverdue(shift, Times.now(clock));
        }
    }
}
