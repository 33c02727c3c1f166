package io.qipan.ecology.casefile;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The end of a statutory clock has come: an unfulfilled duty goes up to those who watch it, a window closes. */
@Singleton
public class RunOutClock implements DeadlineHandler {
    private final Cases cases;
    private final ClockDeadlines clocks;
    private final ClockBook book;
    private final ClockWatchers watchers;
    private final Journal journal;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public RunOutClock(
            Cases cases,
            ClockDeadlines clocks,
            ClockBook book,
            ClockWatchers watchers,
            Journal journal,
            InstantSource clock,
            MeterRegistry meters) {
        this.cases = cases;
        this.clocks = clocks;
        this.book = book;
        this.watchers = watchers;
        this.journal = journal;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ClockDeadlines.KIND;
    }

    @Override
    public void handle(Due due) {
        ClockDeadlines.Subject.parse(due.subject())
                .ifPresent(subject -> cases.lock(subject.caseId())
                        .filter(found -> found.state() instanceof Open)
                        .ifPresent(found ->
                                found.procedure().clock(subject.number()).ifPresent(known -> look(found, known))));
    }

    private void look(CaseFile found, Clock known) {
        if (known.state() instanceof Running) {
            end(found, known, known.recounted(book));
        } else if (known.state() instanceof Overdue && known.due().provisional()) {
            correct(found, known, known.recounted(book));
        }
    }

    /** It was found overdue at the earliest that any calendar could make it; the calendar may be known now. */
    private void correct(CaseFile found, Clock overdue, Clock counted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean over = counted.due().at().isBefore(now);
        if (over && counted.due().provisional()) {
            clocks.lookAgain(found, counted, now);
        }
        if (!over) {
            clocks.setAnew(found, counted);
        }
        if (!counted.due().equals(overdue.due())) {
            moved(found, over ? counted : counted.notYetOver(), now);
        }
    }

    private void end(CaseFile found, Clock running, Clock counted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (counted.due().at().isBefore(now)) {
            ranOut(found, counted.ranOut(now), now);
            return;
        }
        clocks.setAnew(found, counted);
        if (!counted.due().equals(running.due())) {
            moved(found, counted, now);
        }
    }

    /** The calendar of a year that was unknown at the start is known now. */
    private void moved(CaseFile found, Clock counted, Instant now) {
        CaseFile changed = found.with(counted);
        cases.save(changed);
        watchers.follow(changed, now);
        journal.append(
                changed.name(),
                "case.clock_moved",
                now,
                text(counted) + " ends at " + counted.due().at() + " by the calendar as it is known now.",
                CaseMessages.message(changed));
    }

    private void ranOut(CaseFile found, Clock ended, Instant now) {
        CaseFile changed = found.with(ended);
        cases.save(changed);
        boolean overdue = ended.state() instanceof Overdue;
        if (overdue && ended.due().provisional()) {
            clocks.lookAgain(changed, ended, now);
        }
        meters.counter(
                        overdue ? "qipan.case.clocks.overdue" : "qipan.case.clocks.lapsed",
                        "kind",
                        ended.kind().name())
                .increment();
        journal.append(
                changed.name(),
                overdue ? "case.clock_overdue" : "case.clock_lapsed",
                now,
                overdue
                        ? text(ended) + " is overdue since " + ended.due().at() + ". "
                                + watchers.goUp(changed, ended, now) + doubt(ended)
                        : text(ended) + " closed unused at " + ended.due().at() + "." + doubt(ended),
                CaseMessages.message(changed));
    }

    private static String text(Clock ended) {
        return ended.setting().nameEn() + " (" + ended.setting().basis() + ")";
    }

    private static String doubt(Clock ended) {
        String calendar = ended.due().provisional()
                ? " The holidays of that year are not known: by the calendar it may end later."
                : "";
        boolean noticeMissing =
                ended.setting().fromNotice() && ended.noticeReceivedAt().isEmpty();
        return noticeMissing
                ? calendar + " When its notice was received is not on record: it counts from the step."
                : calendar;
    }
}
