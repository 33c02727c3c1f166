package io.qipan.ecology.clue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.ecology.clue.model.SiteCheck.FireTip;
import io.qipan.ecology.clue.model.Term;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes in a clue. Its terms run from now on. */
@Singleton
public class SubmitClue {
    /** Owns a clue until a person takes it over. */
    static final String DESK = "desk:ecology";

    private final Clues clues;
    private final ClueRecords records;
    private final TermBook terms;
    private final ClockBook book;
    private final Set<String> activities;
    private final MeterRegistry meters;
    private final InstantSource clock;

    public SubmitClue(
            Clues clues,
            ClueRecords records,
            TermBook terms,
            ClockBook book,
            RuleSet rules,
            MeterRegistry meters,
            InstantSource clock) {
        this.clues = clues;
        this.records = records;
        this.terms = terms;
        this.book = book;
        this.activities =
                rules.words().activities().stream().map(Activity::code).collect(Collectors.toUnmodifiableSet());
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param receipt for whoever told it
     * @param fireTip what it tells of fire safety
     */
    public Clue submit(Report report, Receipt receipt, Optional<FireTip> fireTip) {
        Instant now = Times.now(clock);
        return submit(
                report,
                Optional.of(receipt),
                fireTip.map(tip -> check(tip, now)),
                clues.nextNumbers(now, 1).getFirst(),
                now);
    }

    private SiteCheck check(FireTip tip, Instant receivedAt) {
        ClockKind kind = switch (tip) {
            case URGENT -> ClockKind.URGENT_FIRE_TIP_CHECK;
            case OTHER -> ClockKind.FIRE_TIP_CHECK;
        };
        ClockSetting setting = book.setting(kind, DayCount.day(receivedAt));
        Due due = book.due(kind, receivedAt);
        return SiteCheck.of(tip, new Term(due.at(), setting.basis(), due.provisional(), setting.length()));
    }

    /** Takes in what an instrument tells; nobody waits for an answer. */
    public List<Clue> submitAll(List<Report> reports) {
        Instant now = Times.now(clock);
        Iterator<String> numbers = clues.nextNumbers(now, reports.size()).iterator();
        return reports.stream()
                .map(report -> submit(report, Optional.empty(), Optional.empty(), numbers.next(), now))
                .toList();
    }

    private Clue submit(
            Report report, Optional<Receipt> receipt, Optional<SiteCheck> check, String number, Instant now) {
        report.activity().filter(code -> !activities.contains(code)).ifPresent(code -> {
            throw Refusal.notFound("activities/" + code).asException();
        });
        Term triage = terms.term(TermBook.Kind.TRIAGE, report.source(), now);
        Clue received = new Clue(
                UuidCreator.getTimeOrderedEpoch(),
                number,
                1,
                report,
                DESK,
                now,
                triage,
                terms.term(TermBook.Kind.ANSWER, report.source(), now),
                new Received(triage.dueAt()),
                Optional.empty(),
                check);
        records.add(received, receipt);
        meters.counter("qipan.clue.received", "source", report.source().name()).increment();
        return received;
    }
}
