package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.rule.model.Sourcing;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A clock as the law sets it in one span of time.
 *
 * @param movesOn whether a last day off work moves on to the next working day
 * @param basis law or rule, number and article
 * @param inForceUntil the first day on which it does not hold any more
 * @param starts what starts it, in words
 * @param stops what stops it, in words
 * @param nature what its end means
 * @param pausedByTransfer whether time at the police does not count
 * @param pausedByExamination whether time of an appraisal or a hearing does not count
 * @param fromNotice whether it counts from when the notice of the step is received, not from the step
 * @param watchers whom it goes up to when it is overdue
 * @param sourcing how well the text of the basis is known; empty of a clock from before this was kept
 * @param doubt what is not certain about it; empty if nothing is
 * @param kept what a newer version has told of the clock and this one cannot read, as hexadecimal; empty if nothing
 */
public record ClockSetting(
        ClockKind kind,
        String nameEn,
        String nameZh,
        Length length,
        boolean movesOn,
        String basis,
        LocalDate inForceFrom,
        Optional<LocalDate> inForceUntil,
        String starts,
        String stops,
        Nature nature,
        boolean pausedByTransfer,
        boolean pausedByExamination,
        boolean fromNotice,
        List<Watcher> watchers,
        Optional<Longest> extension,
        Optional<Sourcing> sourcing,
        String doubt,
        String kept) {

    /** What the end of a clock means. */
    public enum Nature {
        /** Something should have been done: it is overdue until it is. */
        DUTY,
        /** Something could have been done, and cannot any more. */
        WINDOW
    }

    /** Who hears of an overdue clock. */
    public enum Watcher {
        AGENCY_HEAD,
        PROSECUTOR,
        SUPERVISOR
    }

    /**
     * How far it can be extended, and what allows it.
     *
     * @param length of all extensions together
     * @param atOnce how many units one extension may add at most
     * @param times how many extensions there may be
     */
    public record Longest(Length length, int atOnce, int times, String basis) {}

    public ClockSetting {
        watchers = List.copyOf(watchers);
    }

    /** Whether it holds on a day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(inForceFrom) && inForceUntil.map(day::isBefore).orElse(true);
    }
}
