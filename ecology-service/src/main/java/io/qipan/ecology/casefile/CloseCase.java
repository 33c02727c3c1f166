package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Ends a case, for a reason. */
@Singleton
public class CloseCase {
    private final Cases cases;
    private final EvaluateCase evaluateCase;
    private final CaseReview review;
    private final Journal journal;
    private final InstantSource clock;

    public CloseCase(Cases cases, EvaluateCase evaluateCase, CaseReview review, Journal journal, InstantSource clock) {
        this.cases = cases;
        this.evaluateCase = evaluateCase;
        this.review = review;
        this.journal = journal;
        this.clock = clock;
    }

    public CaseFile close(String name, String etag, String reason) {
        CaseFile found = CaseName.parse(name)
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CaseFile closed = found.unchangedSince(etag)
                .then(current -> current.closed(now, reason, evaluateCase.evaluate(current, now)))
                .orRefuse();
        cases.save(closed);
        review.follow(closed);
        journal.append(closed.name(), "case.closed", now, reason, CaseMessages.message(closed));
        return closed;
    }
}
