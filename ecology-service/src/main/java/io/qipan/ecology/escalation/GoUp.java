package io.qipan.ecology.escalation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.casefile.ClockWatchers;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.ecology.escalation.model.Matter;
import io.qipan.ecology.escalation.model.Recipient;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.Criminal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells procuratorate and supervisory organ of clocks that ran out. Exercises bother nobody outside. */
@Singleton
public class GoUp implements ClockWatchers {
    private final Escalations escalations;
    private final EscalationRecords records;
    private final WatchingAgencies watching;
    private final MeterRegistry meters;

    public GoUp(Escalations escalations, EscalationRecords records, WatchingAgencies watching, MeterRegistry meters) {
        this.escalations = escalations;
        this.records = records;
        this.watching = watching;
        this.meters = meters;
    }

    @Override
    public String goUp(CaseFile file, Clock overdue, Instant now) {
        List<Watcher> watchers = watchers(file, overdue);
        if (file.facts().drill()) {
            return "It would go up to " + watchers + "; as an exercise it goes to nobody.";
        }
        return watchers.stream()
                .map(watcher -> watcher == Watcher.AGENCY_HEAD ? toHead(file) : up(file, overdue, watcher, now))
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<String> catchUp(CaseFile file, Instant now) {
        if (file.facts().drill()) {
            return List.of();
        }
        List<Clock> overdue = file.procedure().clocks().stream()
                .filter(clock -> clock.state() instanceof Overdue)
                .filter(clock -> watchers(file, clock).stream().anyMatch(GoUp::isOutside))
                .toList();
        Set<Integer> told = overdue.isEmpty() ? Set.of() : escalations.clocksOf(file.id());
        return overdue.stream()
                .filter(clock -> !told.contains(clock.number()))
                .map(clock -> clock.setting().nameEn() + " is overdue since "
                        + clock.due().at() + ". " + goUp(file, clock, now))
                .toList();
    }

    /** A clock from an earlier setting may name the procuratorate in a case of which no transfer was ever proposed. */
    private static List<Watcher> watchers(CaseFile file, Clock overdue) {
        boolean onlyAdministrative =
                overdue.kind().isAdministrative() && file.procedure().criminal() instanceof Criminal.NotProposed;
        return overdue.setting().watchers().stream()
                .filter(watcher -> !onlyAdministrative || watcher != Watcher.PROSECUTOR)
                .toList();
    }

    private static boolean isOutside(Watcher watcher) {
        return watcher != Watcher.AGENCY_HEAD;
    }

    private static String toHead(CaseFile file) {
        return "It goes up to the head of "
                + file.belonging().agency().orElse("the agency, which is not known; " + file.owner() + " has to tell")
                + ".";
    }

    private String up(CaseFile file, Clock overdue, Watcher watcher, Instant now) {
        Recipient recipient = watching.of(file, watcher);
        String text = text(watcher, recipient);
        Escalation escalation = Escalation.goneUp(
                UuidCreator.getTimeOrderedEpoch(),
                new Matter(
                        file.id(),
                        file.number(),
                        overdue.number(),
                        overdue.kind(),
                        overdue.due().at(),
                        watcher),
                recipient,
                now,
                records.next(now));
        if (records.goneUp(escalation, text)) {
            count(watcher, recipient);
        }
        return text;
    }

    private void count(Watcher watcher, Recipient recipient) {
        meters.counter(
                        "qipan.case.escalations",
                        "watcher",
                        watcher.name(),
                        "to",
                        recipient.agency().isPresent() ? "agency" : "nobody")
                .increment();
    }

    static String text(Watcher watcher, Recipient recipient) {
        return recipient
                .agency()
                .map(agency -> "It goes up to " + agency + " (" + watcher + ").")
                .orElse("No agency is registered at its place that it could go up to as " + watcher + ": it stays with "
                        + recipient.owner() + " until one is.");
    }

    @Override
    public void follow(CaseFile changed, Instant now) {
        for (Escalation open : escalations.lockOpen(changed.id())) {
            changed.procedure()
                    .clock(open.matter().clock())
                    .filter(clock -> !(clock.state() instanceof Overdue))
                    .ifPresent(clock -> settle(open, clock, now));
        }
    }

    private void settle(Escalation open, Clock clock, Instant now) {
        String because = clock.isOpen()
                ? "By what is known now it ends at " + clock.due().at() + "."
                : "What it demands is done, or is of no matter any more.";
        Escalation ignored = records.changed(open.settled(because, now).orRefuse(), "settled", now, because);
    }
}
