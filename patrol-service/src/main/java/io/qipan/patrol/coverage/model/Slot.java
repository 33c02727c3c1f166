package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A time in which visits count for a period: a window on one of its days, or all of it. */
public record Slot(VisitPeriod period, Instant from, Instant until) {

    /** All of a period. */
    public static Slot all(VisitPeriod period) {
        return new Slot(period, period.from(), period.until());
    }

    /** The slots of a period, in order; one at least. */
    public static List<Slot> of(VisitingRule rule, VisitPeriod period) {
        return rule.windows().isEmpty()
                ? List.of(all(period))
                : windows(rule, period.first(), period.end()).stream()
                        .filter(slot -> slot.period.equals(period))
                        .toList();
    }

    /** Those that have a part of the time. */
    public static List<Slot> during(VisitingRule rule, Instant from, Instant until) {
        LocalDate first = LocalDate.ofInstant(from, VisitPeriod.CALENDAR);
        LocalDate last = LocalDate.ofInstant(until, VisitPeriod.CALENDAR);
        List<Slot> slots = new ArrayList<>();
        if (rule.windows().isEmpty()) {
            for (VisitPeriod period = VisitPeriod.of(rule.per(), first);
                    !period.first().isAfter(last);
                    period = VisitPeriod.of(rule.per(), period.end())) {
                slots.add(all(period));
            }
        } else {
            slots.addAll(windows(rule, first.minusDays(1), last.plusDays(1)));
        }
        slots.removeIf(slot -> !slot.from.isBefore(until) || !slot.until.isAfter(from));
        return slots;
    }

    /** Of these days. What is in two belongs to the one that begins first; so those of the day before have a say. */
    private static List<Slot> windows(VisitingRule rule, LocalDate first, LocalDate end) {
        List<Slot> raw = new ArrayList<>();
        for (LocalDate day = first.minusDays(1); day.isBefore(end); day = day.plusDays(1)) {
            for (Window window : rule.windows()) {
                raw.add(on(day, window, rule));
            }
        }
        raw.sort(Comparator.comparing(Slot::from).thenComparing(Slot::until));
        List<Slot> slots = new ArrayList<>();
        Instant taken = Instant.MIN;
        for (Slot slot : raw) {
            Instant from = slot.from.isBefore(taken) ? taken : slot.from;
            if (from.isBefore(slot.until)) {
                slots.add(new Slot(slot.period, from, slot.until));
                taken = slot.until;
            }
        }
        Instant begin = first.atStartOfDay(VisitPeriod.CALENDAR).toInstant();
        slots.removeIf(slot -> slot.until.isBefore(begin));
        return slots;
    }

    private static Slot on(LocalDate day, Window window, VisitingRule rule) {
        LocalDate lastDay = window.to().isAfter(window.from()) ? day : day.plusDays(1);
        return new Slot(
                VisitPeriod.of(rule.per(), day),
                day.atTime(window.from()).atZone(VisitPeriod.CALENDAR).toInstant(),
                lastDay.atTime(window.to()).atZone(VisitPeriod.CALENDAR).toInstant());
    }

    /** When it is time for what is to be done by its end: when a window opens, or late in a period. */
    Instant pressingFrom(VisitingRule rule) {
        return rule.windows().isEmpty()
                ? from.plus(Duration.between(from, until).multipliedBy(3).dividedBy(4))
                : from;
    }
}
