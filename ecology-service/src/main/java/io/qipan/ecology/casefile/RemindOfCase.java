package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A case has been open for long: reminds its owner through the journal, and sets the next review. */
@Singleton
public class RemindOfCase implements DeadlineHandler {
    private final Cases cases;
    private final CaseReview review;
    private final ClockDeadlines clocks;
    private final ClockBook book;
    private final CompetentAgencies competent;
    private final ClockWatchers watchers;
    private final Journal journal;
    private final InstantSource clock;

    public RemindOfCase(
            Cases cases,
            CaseReview review,
            ClockDeadlines clocks,
            ClockBook book,
            CompetentAgencies competent,
            ClockWatchers watchers,
            Journal journal,
            InstantSource clock) {
        this.cases = cases;
        this.review = review;
        this.clocks = clocks;
        this.book = book;
        this.competent = competent;
        this.watchers = watchers;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return CaseReview.KIND;
    }

    @Override
    public void handle(Due due) {
        CaseName.parse(due.subject())
                .flatMap(cases::lock)
                .filter(found -> found.state() instanceof Open)
                .ifPresent(found -> remind(found, due.dueAt()));
    }

    private void remind(CaseFile found, Instant dueAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CaseFile reminded = completed(found.reviewedAgainAt(review.next(now)).orRefuse());
        cases.save(reminded);
        clocks.follow(found, reminded);
        review.follow(reminded);
        List<String> remarks = new ArrayList<>();
        remarks.add("The review was due at " + dueAt + ": " + reminded.owner() + " is reminded.");
        remarks.add(belongs(found, reminded));
        reminded.procedure()
                .examination()
                .ifPresent(running -> remarks.add(running.kind() + " goes on since " + running.since()
                        + ", and clocks rest for it: end it when it is over (EndExamination)."));
        remarks.addAll(watchers.catchUp(reminded, now));
        journal.append(
                reminded.name(),
                "case.review_due",
                now,
                remarks.stream().filter(remark -> !remark.isEmpty()).collect(Collectors.joining(" ")),
                CaseMessages.message(reminded));
    }

    private String belongs(CaseFile found, CaseFile reminded) {
        return reminded.belonging().equals(found.belonging())
                ? competent.doubt(reminded.belonging(), reminded.facts()).orElse("")
                : "It belongs to " + reminded.belonging().agency().orElse("nobody")
                        + " from now on, which is competent.";
    }

    /** With what a case has that was opened before it was kept: a clock for the receipt, and an agency. */
    private CaseFile completed(CaseFile reminded) {
        CaseFile counted = reminded.owingReceipt(book);
        return counted.belonging().agency().isPresent() ? counted : counted.belongingTo(competent.of(counted.facts()));
    }
}
