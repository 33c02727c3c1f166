package io.qipan.dispatch.rectification;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.dispatch.rectification.model.RectificationState.Done;
import io.qipan.dispatch.rectification.model.RectificationState.Unfinished;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells everybody who watches that a rectification is overdue or can be assessed: its owner first, then the
 * commanders.
 */
@Singleton
class RemindOfRectification implements DeadlineHandler {
    private final RectificationRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfRectification(RectificationRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return RectificationRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Rectification rectification = records.lock(RectificationId.parse(due.subject()));
        if (!(rectification.state() instanceof Unfinished)) {
            return;
        }
        Instant now = Times.now(clock);
        Rectification reminded =
                rectification.remind(now.plus(settings.remindRectification())).orRefuse();
        boolean toAssess = reminded.state() instanceof Done;
        String what = toAssess ? "The days after the measures are over: assess it" : "Due at " + reminded.dueAt();
        if (reminded.isEscalated()) {
            records.change(reminded, "rectification.escalated", now, what + "; " + reminded.owner() + " was reminded");
        } else {
            records.change(reminded, toAssess ? "rectification.assessable" : "rectification.overdue", now, what);
        }
    }
}
