package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When an open case is looked at again. */
@Singleton
public class CaseReview {
    static final String KIND = "case.review";

    /** What the journal is told of it. */
    static final String REOPENED =
            "Open again: by these facts the act is or may be a crime, and nobody has decided on its transfer.";

    private final Deadlines deadlines;
    private final Duration after;

    public CaseReview(Deadlines deadlines, @ConfigProperty(name = "qipan.ecology.case-review-after") Duration after) {
        if (!after.isPositive()) {
            throw new IllegalArgumentException("qipan.ecology.case-review-after must be positive, it is " + after);
        }
        this.deadlines = deadlines;
        this.after = after;
    }

    Instant next(Instant now) {
        return now.plus(after);
    }

    /** Looks again at a case that newer facts have opened again; whether they have. */
    boolean followReopened(CaseFile before, CaseFile told) {
        boolean reopened = before.state() instanceof Closed && told.state() instanceof Open;
        if (reopened) {
            follow(told);
        }
        return reopened;
    }

    /** Makes the durable deadline follow the case's state. */
    void follow(CaseFile caseFile) {
        switch (caseFile.state()) {
            case Open(Instant reviewAt) -> deadlines.set(KIND, caseFile.name(), reviewAt);
            case Closed _ -> {
                deadlines.lift(KIND, caseFile.name());
                caseFile.procedure().clocks().forEach(clock -> ClockDeadlines.lift(deadlines, caseFile, clock));
            }
        }
    }
}
