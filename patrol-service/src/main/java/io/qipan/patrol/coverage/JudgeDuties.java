package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.model.Standing;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitDuty.Change;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Tells how a duty stands when that has changed, and sets the time to look again. */
@Singleton
public class JudgeDuties {
    static final String DEADLINE = "visit.duty";

    private final VisitDuties duties;
    private final WeighVisits weighVisits;
    private final Surveys surveys;
    private final Deadlines deadlines;
    private final Journal journal;

    public JudgeDuties(
            VisitDuties duties, WeighVisits weighVisits, Surveys surveys, Deadlines deadlines, Journal journal) {
        this.duties = duties;
        this.weighVisits = weighVisits;
        this.surveys = surveys;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** What a duty is about. Whoever judges several does so in this order, so that nobody waits in a circle. */
    public record Subject(String feature, VisitPeriod period) implements Comparable<Subject> {
        String duty() {
            return VisitDuty.name(feature, period);
        }

        @Override
        public int compareTo(Subject other) {
            return duty().compareTo(other.duty());
        }
    }

    /** Judges a duty that there is, or that should be because its period is open. */
    public void judge(Subject subject, Instant now, String why) {
        boolean isOpen = now.isBefore(subject.period().until())
                && !now.isBefore(subject.period().from());
        judge(subject, now, why, isOpen);
    }

    /** Judges a duty, and makes it if there is none. */
    void open(Subject subject, Instant now, String why) {
        judge(subject, now, why, true);
    }

    private void judge(Subject subject, Instant now, String why, boolean opens) {
        Optional<Surveyed> feature =
                surveys.of(subject.period()).find(subject.feature()).filter(found -> asks(found, subject.period()));
        feature.filter(found -> opens).ifPresent(found -> add(VisitDuty.opened(found, subject.period()), found, now));
        duties.lock(subject.duty()).ifPresent(duty -> {
            if (feature.isPresent()) {
                Standing standing = weighVisits.of(feature.get(), subject.period());
                duty.judge(feature.get(), standing, now).ifPresent(change -> tell(change, feature.get(), now, why));
                look(duty, feature.get(), standing, now);
            } else {
                withdraw(duty, now);
            }
        });
    }

    private static boolean asks(Surveyed feature, VisitPeriod period) {
        return feature.rule().filter(rule -> rule.per() == period.per()).isPresent();
    }

    private void add(VisitDuty duty, Surveyed feature, Instant now) {
        VisitDuty begun = duty.beginning(weighVisits.of(feature, duty.period()).gap());
        if (duties.open(begun)) {
            append(new Change(begun, "visit_duty.opened"), Optional.of(feature), now, "");
        }
    }

    private void tell(Change change, Surveyed feature, Instant now, String why) {
        duties.save(change.duty());
        append(change, Optional.of(feature), now, why);
    }

    private void append(Change change, Optional<Surveyed> feature, Instant now, String why) {
        journal.append(
                change.duty().name(),
                change.action(),
                now,
                why,
                CoverageMessages.message(change.duty(), feature.flatMap(Surveyed::rule), now));
    }

    private void look(VisitDuty duty, Surveyed feature, Standing standing, Instant now) {
        VisitDuty.nextCheck(feature.rule().orElseThrow(), duty.period(), standing.gap(), now)
                .ifPresentOrElse(
                        next -> deadlines.set(DEADLINE, duty.name(), next),
                        () -> deadlines.lift(DEADLINE, duty.name()));
    }

    private void withdraw(VisitDuty duty, Instant now) {
        duty.withdraw().ifPresent(withdrawn -> {
            duties.save(withdrawn);
            append(
                    new Change(withdrawn, "visit_duty.withdrawn"),
                    Optional.empty(),
                    now,
                    "The grid does not ask for it any more.");
        });
        deadlines.lift(DEADLINE, duty.name());
    }
}
