package io.qipan.dispatch.contingency;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Reminds of what a review found and nobody has put right in time. */
@Singleton
class RemindOfFinding implements DeadlineHandler {
    private final FindingRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfFinding(FindingRecords records, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return FindingRecords.LOOK;
    }

    @Override
    public void handle(Due due) {
        Finding finding = records.lock(ContingencyFindingId.parse(due.subject()));
        if (finding.nextDeadlineAt().isEmpty()) {
            return;
        }
        Instant now = Times.now(clock);
        if (finding.nextDeadlineAt().filter(now::isBefore).isPresent()) {
            // As the sweep has it looked at whose deadline was lost.
            records.keepDeadline(finding);
            return;
        }
        records.change(
                finding.remind(now.plus(settings.remindFinding())).orRefuse(),
                "contingency_finding.overdue",
                now,
                "Due " + finding.dueAt() + ": " + finding.owner() + " has to put it right");
    }
}
