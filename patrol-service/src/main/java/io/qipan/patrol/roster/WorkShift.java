package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Handover;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What happens to a shift after it was planned: cancelled, started, handed over, ended. */
@Singleton
public class WorkShift {
    private final Shifts shifts;
    private final ShiftRecords records;
    private final RosterSettings settings;

    public WorkShift(Shifts shifts, ShiftRecords records, RosterSettings settings) {
        this.shifts = shifts;
        this.records = records;
        this.settings = settings;
    }

    /** Both shifts of a handover, after it. */
    public record Change(Shift outgoing, Shift incoming) {}

    public Shift cancel(UUID id, String etag, String reason, Instant now) {
        Shift shift = known(id, etag);
        Shift cancelled = shift.cancel(reason, now, shifts.handingOverTo(id)).orRefuse();
        return records.change(shift, cancelled, "shift.cancelled", now, reason);
    }

    public Shift start(UUID id, String etag, String member, Instant now) {
        Shift planned = find(id);
        shifts.hold(planned.unit(), planned.members());
        Shift shift = known(id, etag);
        Shift started = shift.start(member, now).orRefuse();
        records.checkFree(started);
        return records.change(shift, started, "shift.started", now, "");
    }

    public Shift end(UUID id, String etag, String member, String notes, Instant now) {
        Shift shift = known(id, etag);
        return records.change(shift, shift.end(member, notes, now).orRefuse(), "shift.ended", now, notes);
    }

    public Shift offer(UUID id, String etag, Handover handover) {
        Instant now = handover.offeredAt();
        Shift shift = known(id, etag);
        // Held, so that nobody cancels what this one is about to wait for. The outgoing one first, as in confirming.
        Shift incoming = records.lock(handover.to());
        Shift offered =
                shift.offer(handover, incoming, now.plus(confirmWithin())).orRefuse();
        return records.change(shift, offered, "shift.handover_offered", now, "");
    }

    public Shift withdraw(UUID id, String etag, String reason, Instant now) {
        Shift shift = known(id, etag);
        return records.change(shift, shift.withdraw().orRefuse(), "shift.handover_withdrawn", now, reason);
    }

    public Change confirm(UUID id, String etag, String member, Instant now) {
        Shift offered = find(id);
        if (offered.state() instanceof HandingOver handing) {
            // In the order of starting a shift: first the people, then the shifts, the outgoing one first.
            shifts.hold(offered.unit(), find(handing.handover().to()).members());
        }
        Shift outgoing = known(id, etag);
        Shift ended = outgoing.confirmed(member, now).orRefuse();
        Shift incoming =
                records.lock(((HandingOver) outgoing.state()).handover().to());
        Shift started = incoming.takeOver(member, now).orRefuse();
        Shift over = records.change(outgoing, ended, "shift.handed_over", now, "");
        records.checkFree(started);
        return new Change(over, records.change(incoming, started, "shift.taken_over", now, ""));
    }

    private Duration confirmWithin() {
        return settings.confirmHandover();
    }

    private Shift find(UUID id) {
        return shifts.find(id)
                .orElseThrow(() -> Refusal.notFound(Shift.name(id)).asException());
    }

    private Shift known(UUID id, String etag) {
        return records.lock(id).known(etag).orRefuse();
    }
}
