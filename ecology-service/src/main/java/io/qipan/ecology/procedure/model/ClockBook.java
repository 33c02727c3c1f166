package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.ClockState.Running;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The clocks of the law, each with the spans in which it holds, and the calendar to count by. */
public final class ClockBook {
    private final List<ClockSetting> settings;
    private final BusinessCalendar calendar;
    private final LocalDate coversFrom;

    /** The settings of each kind must follow each other without a gap, the last of them without an end. */
    public ClockBook(List<ClockSetting> settings, BusinessCalendar calendar) {
        this.settings = List.copyOf(settings);
        this.calendar = calendar;
        this.coversFrom = ClockKind.known().stream()
                .map(this::firstDay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate firstDay(ClockKind kind) {
        return settings.stream()
                .filter(setting -> setting.kind() == kind)
                .map(ClockSetting::inForceFrom)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("There is no setting of the clock " + kind));
    }

    /** The first day of which the law of every clock is known. */
    public LocalDate coversFrom() {
        return coversFrom;
    }

    public List<ClockSetting> settings() {
        return settings;
    }

    /** Of a step; what counts from its notice counts from the step until it is known when that was received. */
    Clock start(int number, ClockKind kind, Instant event, Optional<Instant> noticeReceivedAt, int seizure) {
        ClockSetting setting = setting(kind, DayCount.day(event));
        Optional<Instant> notice = noticeReceivedAt.filter(_ -> setting.fromNotice());
        Instant from = notice.orElse(event);
        Due due = due(from, setting.length(), setting);
        return new Clock(
                number, setting, event, from, notice, setting.length(), due, new Running(), List.of(), seizure);
    }

    /** From the end of an act, which may lie long ago; of no case; empty if the law knew no such clock then. */
    Optional<Clock> limitation(ClockKind kind, Instant actEnded) {
        boolean known = settings.stream()
                .anyMatch(setting -> setting.kind() == kind && setting.holdsOn(DayCount.day(actEnded)));
        return known ? Optional.of(start(1, kind, actEnded, Optional.empty(), 0)) : Optional.empty();
    }

    /** The setting that holds on a day. */
    public ClockSetting setting(ClockKind kind, LocalDate day) {
        return settings.stream()
                .filter(setting -> setting.kind() == kind && setting.holdsOn(day))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no setting of " + kind + " on " + day));
    }

    /** When a clock ends that belongs to no case, such as those of fire inspection, by the law of the day of the event. */
    public Due due(ClockKind kind, Instant event) {
        ClockSetting setting = setting(kind, DayCount.day(event));
        return due(event, setting.length(), setting);
    }

    Due due(Instant event, Length length, ClockSetting setting) {
        return DayCount.due(event, length, setting.movesOn(), calendar);
    }
}
