package io.qipan.dispatch.complaint;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.complaint.model.ComplaintState.Open;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches, and the commander, that a complaint did not go on in time, until it does. */
@Singleton
class RemindOfComplaint implements DeadlineHandler {
    private final ComplaintRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    RemindOfComplaint(ComplaintRecords records, DispatchSettings settings, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ComplaintRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Complaint complaint = records.lock(ComplaintId.parse(due.subject()));
        if (complaint.state() instanceof Open open) {
            Instant now = Times.now(clock);
            Complaint ignored = records.change(
                    complaint.overdue(now.plus(settings.checkComplaint())),
                    "complaint.overdue",
                    now,
                    "Still " + open.word().replace('_', ' '));
            if (!complaint.drill()) {
                meters.counter("qipan.complaints.overdue", "state", open.word()).increment();
            }
        }
    }
}
