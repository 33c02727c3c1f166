package io.qipan.dispatch.visit;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.visit.model.VisitRound;
import io.qipan.dispatch.visit.model.VisitRound.Pace;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells again of visits that are overdue while somebody can still make them, and forgets a period that is over for long. */
@Singleton
class RemindOfVisits implements DeadlineHandler {
    private final VisitRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfVisits(VisitRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return VisitRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        records.holdRound(due.subject()).ifPresent(round -> look(round, now));
    }

    private void look(VisitRound round, Instant now) {
        Pace pace = TakeVisitNews.pace(settings);
        if (pace.isForgotten(round.until(), now)) {
            records.forget(round);
        } else if (now.isBefore(round.nextDeadlineAt())) {
            // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
            records.schedule(round);
        } else {
            VisitRound next = round.look(now, pace).orRefuse();
            records.change(next);
            if (next.isUrgedAt(now)) {
                records.raise(next);
            }
        }
    }
}
