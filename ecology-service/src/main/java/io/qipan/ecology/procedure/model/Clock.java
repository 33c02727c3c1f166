package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.ClockState.Lapsed;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statutory clock of one case.
 *
 * @param number counts the clocks of the case, from 1
 * @param setting the law as it was when the clock started; never changes with the settings
 * @param countedFrom the event that starts the count; the start, the receipt of the notice, or the end of a pause
 * @param noticeReceivedAt empty while it is not known, or of a clock that counts from the step itself
 * @param counted the length from there on
 * @param seizure of which seizure of the case; 0: of none
 */
public record Clock(
        int number,
        ClockSetting setting,
        Instant startedAt,
        Instant countedFrom,
        Optional<Instant> noticeReceivedAt,
        Length counted,
        Due due,
        ClockState state,
        List<ClockExtension> extensions,
        int seizure) {

    public Clock {
        extensions = List.copyOf(extensions);
    }

    public ClockKind kind() {
        return setting.kind();
    }

    /** Whether it still waits for something: it is neither stopped nor lapsed. */
    public boolean isOpen() {
        return state instanceof Running || state instanceof Paused || state instanceof Overdue;
    }

    /** Whether the time of an examination does not count for it. */
    boolean restsFor(Examination examination) {
        return setting.pausedByExamination() && kind().restsFor(examination.kind());
    }

    /** Whether what it demands was done after its end. */
    public boolean isLate() {
        return state instanceof Overdue
                || state instanceof Stopped stopped && stopped.at().isAfter(due.at());
    }

    /** Where an end was provisional, what the calendar tells now decides whether it was in time. */
    Clock stopped(Instant at, ClockBook book) {
        return recounted(book).in(new Stopped(at));
    }

    /** A right that nobody can use any more. */
    Clock notNeeded(Instant at) {
        return in(new Stopped(at));
    }

    Clock paused(Instant at) {
        return in(new Paused(at, DayCount.daysLeft(at, due.at())));
    }

    /** Counts on with the days that were left, at least one. */
    Clock resumed(Instant at, int daysLeft, ClockBook book) {
        Length left = new Length(Math.max(1, daysLeft), Length.Unit.NATURAL_DAYS);
        return counting(at, left, book.due(at, left, setting), new Running());
    }

    Clock extended(ClockExtension extension, Length longer, Due newDue) {
        List<ClockExtension> all = new ArrayList<>(extensions);
        all.add(extension);
        return new Clock(
                number, setting, startedAt, countedFrom, noticeReceivedAt, longer, newDue, new Running(), all, seizure);
    }

    /** Counts from the receipt of the notice. One that has run out runs again if it has not by that count. */
    Clock received(Instant noticeAt, Instant toldAt, ClockBook book) {
        Due again = book.due(noticeAt, counted, setting);
        ClockState next = again.at().isBefore(toldAt) ? state : new Running();
        return new Clock(
                number, setting, startedAt, noticeAt, Optional.of(noticeAt), counted, again, next, extensions, seizure);
    }

    /** How much all extensions have added, in units of its length. */
    int added() {
        return extensions.stream()
                .mapToInt(extension -> extension.further().amount())
                .sum();
    }

    /** Counted again with what the calendar tells now; only an end that was provisional can move. */
    public Clock recounted(ClockBook book) {
        return due.provisional() && kind() != ClockKind.UNKNOWN
                ? counting(countedFrom, counted, book.due(countedFrom, counted, setting), state)
                : this;
    }

    /** Runs again: by the calendar that is known now it has not run out. */
    public Clock notYetOver() {
        return in(new Running());
    }

    /** Its end has come and nothing was done. */
    public Clock ranOut(Instant noticedAt) {
        return in(
                switch (setting.nature()) {
                    case DUTY -> new Overdue(noticedAt);
                    case WINDOW -> new Lapsed(noticedAt);
                });
    }

    private Clock in(ClockState next) {
        return counting(countedFrom, counted, due, next);
    }

    private Clock counting(Instant from, Length length, Due end, ClockState next) {
        return new Clock(number, setting, startedAt, from, noticeReceivedAt, length, end, next, extensions, seizure);
    }
}
