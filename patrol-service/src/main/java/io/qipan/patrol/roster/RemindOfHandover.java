package io.qipan.patrol.roster;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that an incoming crew has not confirmed. The outgoing one stays on duty. */
@Singleton
public class RemindOfHandover implements DeadlineHandler {
    private final ShiftRecords records;
    private final RosterSettings settings;
    private final InstantSource clock;

    public RemindOfHandover(ShiftRecords records, RosterSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ShiftRecords.HANDOVER;
    }

    @Override
    public void handle(Due due) {
        Shift shift = records.lock(ResourceId.of(due.subject()));
        if (shift.state() instanceof HandingOver handing) {
            Instant now = Times.now(clock);
            Shift reminded = shift.remind(now.plus(settings.confirmHandover())).orRefuse();
            records.change(
                    shift,
                    reminded,
                    "shift.handover_overdue",
                    now,
                    Shift.name(handing.handover().to()) + " has not confirmed");
        }
    }
}
