package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Puts other facts in the place of those a case has, and evaluates them by the current rules. */
@Singleton
public class ReviseFacts {

    /**
     * Other facts, and where they are from.
     *
     * @param facts of no incident and no exercise: these stay what they are
     */
    public record Revision(String name, String etag, Facts facts, String reason, String by) {}

    private final Cases cases;
    private final EvaluateCase evaluateCase;
    private final CaseReview review;
    private final Journal journal;
    private final InstantSource clock;

    public ReviseFacts(
            Cases cases, EvaluateCase evaluateCase, CaseReview review, Journal journal, InstantSource clock) {
        this.cases = cases;
        this.evaluateCase = evaluateCase;
        this.review = review;
        this.journal = journal;
        this.clock = clock;
    }

    public CaseFile revise(Revision revision) {
        CaseFile found = CaseName.parse(revision.name())
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(revision.name()).asException());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CaseFile revised = found.unchangedSince(revision.etag())
                .then(current -> Decision.grant(current.revised(
                        revision.facts(),
                        evaluateCase.evaluate(revision.facts().question(), current),
                        now,
                        review.next(now),
                        revision.by(),
                        revision.reason())))
                .orRefuse();
        cases.save(revised);
        String reason = review.followReopened(found, revised)
                ? revision.reason() + " " + CaseReview.REOPENED
                : revision.reason();
        journal.append(revised.name(), "case.facts_revised", now, reason, CaseMessages.message(revised));
        return revised;
    }
}
