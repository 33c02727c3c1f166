package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.roster.Shifts;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A unit's device shows a notice, and then somebody of its crew takes note. */
@Singleton
public class HearNotice {
    private final NoticeRecords records;
    private final Shifts shifts;

    public HearNotice(NoticeRecords records, Shifts shifts) {
        this.records = records;
        this.shifts = shifts;
    }

    public DutyNotice deliver(UUID id, String etag, Instant now) {
        DutyNotice notice = records.lock(id).known(etag).orRefuse();
        return records.change(notice.deliver(now).orRefuse(), "delivered", now, "");
    }

    public DutyNotice acknowledge(UUID id, String etag, String member, Instant now) {
        DutyNotice notice = records.lock(id).known(etag).orRefuse();
        DutyNotice acknowledged = notice.acknowledge(member, now).orRefuse();
        checkCrew(notice, member);
        return records.change(acknowledged, "acknowledged", now, "");
    }

    private void checkCrew(DutyNotice notice, String member) {
        List<String> crew = shifts.find(notice.shift()).map(Shift::members).orElse(List.of());
        if (!crew.contains(member)) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            member + " is not of the crew that " + notice.name()
                                    + " was sent to. Somebody of it has to take note: " + String.join(", ", crew)
                                    + ".")
                    .with("resource", notice.name())
                    .with("missing", "crew_member")
                    .asException();
        }
    }
}
