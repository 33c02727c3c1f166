package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.ecology.registry.model.Tally;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Tells the register what inspections made of a subject. */
@Singleton
public class Supervise {
    private final Subjects subjects;
    private final SubjectRecords records;
    private final RiskBook book;

    public Supervise(Subjects subjects, SubjectRecords records, RiskBook book) {
        this.subjects = subjects;
        this.records = records;
        this.book = book;
    }

    /** @param subject locked by this unit of work */
    public void inspected(Subject subject, Instant at, Tally tally, Instant now) {
        records.changed(subject.inspected(at).assessed(tally, now, book), "subject.inspected", at, "");
    }

    /**
     * An inspection of the subject was annulled.
     *
     * @param last the last that is left; empty if none is
     */
    public void notInspected(String name, Optional<Instant> last, Tallies tallies, Instant now) {
        subjects.lock(name)
                .ifPresent(subject -> records.changed(
                        subject.inspectedLast(last).assessed(tallies.tally(name, now), now, book),
                        "subject.inspection_annulled",
                        now,
                        ""));
    }

    /** A hazard of the subject took a step. */
    public void tallied(String name, Tallies tallies, Instant now) {
        subjects.lock(name).ifPresent(subject -> {
            Tally tally = tallies.tally(name, now);
            if (!subject.tally().equals(tally)) {
                records.changed(subject.assessed(tally, now, book), "subject.assessed", now, "");
            }
        });
    }
}
