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

/**
 * A statutory clock of one case.
 *
 * @param number counts the clocks of the case, from 1
 * @param setting the law as it was when the clock started; never changes with the settings
 * @param countedFrom the event that starts the count; the start, or the end of a pause
 * @param counted the length from there on
 */
public record Clock(
        int number,
        ClockSetting setting,
        Instant startedAt,
        Instant countedFrom,
        Length counted,
        Due due,
        ClockState state,
        List<ClockExtension> extensions) {

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

    /** Whether what it demands was done after its end. */
    public boolean isLate() {
        return state instanceof Overdue
                || state instanceof Stopped stopped && stopped.at().isAfter(due.at());
    }

    Clock stopped(Instant at) {
        return in(new Stopped(at));
    }

    Clock paused(Instant at) {
        return in(new Paused(at, DayCount.daysLeft(at, due.at())));
    }

    /** Counts on with the days that were left, at least one. */
    Clock resumed(Instant at, int daysLeft, ClockBook book) {
        Length left = new Length(Math.max(1, daysLeft), Length.Unit.NATURAL_DAYS);
        Due resumedDue = book.due(at, left, setting);
        return new Clock(number, setting, startedAt, at, left, resumedDue, new Running(), extensions);
    }

    Clock extended(ClockExtension extension, Length longer, Due newDue) {
        List<ClockExtension> all = new ArrayList<>(extensions);
        all.add(extension);
        return new Clock(number, setting, startedAt, countedFrom, longer, newDue, new Running(), all);
    }

    /** How much all extensions have added, in units of its length. */
    int added() {
        return extensions.stream()
                .mapToInt(extension -> extension.further().amount())
                .sum();
    }

    /** Counted again with what the calendar tells now; only an end that was provisional can move. */
    public Clock recounted(ClockBook book) {
        Due again = due.provisional() ? book.due(countedFrom, counted, setting) : due;
        return new Clock(number, setting, startedAt, countedFrom, counted, again, state, extensions);
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
        return new Clock(number, setting, startedAt, countedFrom, counted, due, next, extensions);
    }
}
