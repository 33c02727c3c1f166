package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Stores a shift, tells the journal, keeps the deadline of its handover, and tells who goes on and off duty, always all of it. */
@Singleton
public class ShiftRecords {
    static final String HANDOVER = "shift.handover";
    static final String OVERDUE = "shift.overdue";

    private final Shifts shifts;
    private final Journal journal;
    private final Deadlines deadlines;
    private final DutyChange dutyChange;
    private final RosterSettings settings;

    public ShiftRecords(
            Shifts shifts, Journal journal, Deadlines deadlines, DutyChange dutyChange, RosterSettings settings) {
        this.shifts = shifts;
        this.journal = journal;
        this.deadlines = deadlines;
        this.dutyChange = dutyChange;
        this.settings = settings;
    }

    void add(Shift shift, Instant now) {
        shifts.add(shift);
        journal.append(shift.name(), "shift.planned", now, "", ShiftMessages.message(shift));
    }

    Shift lock(UUID id) {
        return shifts.lock(id)
                .orElseThrow(() -> Refusal.notFound(Shift.name(id)).asException());
    }

    /** Stores the next state of a locked shift. */
    Shift change(Shift before, Shift next, String action, Instant now, String reason) {
        shifts.save(next);
        journal.append(next.name(), action, now, reason, ShiftMessages.message(next));
        if (next.state() instanceof HandingOver handing) {
            deadlines.set(HANDOVER, next.name(), handing.confirmBy());
        } else if (before.state() instanceof HandingOver) {
            deadlines.lift(HANDOVER, next.name());
        }
        if (next.isOnDuty() && !before.isOnDuty()) {
            deadlines.set(OVERDUE, next.name(), next.until().plus(settings.overdueAfter()));
            dutyChange.cameOnDuty(next, now);
        } else if (before.isOnDuty() && !next.isOnDuty()) {
            deadlines.lift(OVERDUE, next.name());
            dutyChange.wentOffDuty(next, now);
        }
        return next;
    }

    /** Tells everybody who watches that a locked shift runs on; nothing of it changes. */
    void tellOverdue(Shift shift, Instant now) {
        journal.append(
                shift.name(),
                "shift.overdue",
                now,
                "By its plan it was over at " + shift.until() + ". Have it ended or handed over.",
                ShiftMessages.message(shift));
        deadlines.set(OVERDUE, shift.name(), now.plus(settings.overdueAfter()));
    }

    /** Refuses if the unit or one of the crew is on duty in another shift. */
    void checkFree(Shift shift) {
        shifts.onDutyBeside(shift).ifPresent(other -> {
            throw taken(shift, other, "is on duty already");
        });
    }

    /** Refuses if the unit or one of the crew has another shift at that time. */
    void checkNoOverlap(Shift shift) {
        shifts.overlapping(shift).ifPresent(other -> {
            throw taken(shift, other, "is planned from " + other.from() + " until " + other.until());
        });
    }

    private static RuntimeException taken(Shift shift, Shift other, String when) {
        String who = other.unit().equals(shift.unit())
                ? shift.unit()
                : String.join(
                        ", ",
                        shift.members().stream()
                                .filter(other.members()::contains)
                                .toList());
        return Refusal.of(
                        Reason.ALREADY_EXISTS,
                        who + " " + when + " in " + other.name() + ". End or cancel that one first, or plan otherwise.")
                .with("resource", other.name())
                .asException();
    }
}
