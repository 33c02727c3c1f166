package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardState;
import io.qipan.ecology.registry.Supervise;
import io.qipan.ecology.registry.Tallies;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Keeps what happens to hazards, tells the journal and the register, and makes the durable deadline follow. */
@Singleton
public class HazardRecords implements Tallies {
    static final String DUE = "hazard.due";
    /** What has gone up goes up again after this, until something happens. */
    static final Duration AGAIN = Duration.ofDays(7);
    /** Two years, counted as 730 days, in which the same finding is a repeat. */
    static final Duration REPEAT_WITHIN = Duration.ofDays(730);

    private final Hazards hazards;
    private final Supervise supervise;
    private final Deadlines deadlines;
    private final Journal journal;

    public HazardRecords(Hazards hazards, Supervise supervise, Deadlines deadlines, Journal journal) {
        this.hazards = hazards;
        this.supervise = supervise;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** The register hears of it from the inspection. */
    void found(Hazard found) {
        hazards.add(found);
        journal.append(
                found.name(),
                "hazard.found",
                found.finding().foundAt(),
                found.finding().text(),
                HazardMessages.message(found));
        follow(found);
    }

    void changed(Hazard changed, String action, Instant at, Instant now, String reason) {
        hazards.save(changed);
        journal.append(changed.name(), action, at, reason, HazardMessages.message(changed));
        follow(changed);
        tell(changed, now);
    }

    /** What it waited for has not happened; it comes again. */
    void escalated(Hazard changed, Instant now, Instant again) {
        hazards.save(changed);
        journal.append(
                changed.name(),
                "hazard.overdue",
                now,
                "It is " + changed.state().code() + " and its time passed at "
                        + changed.state().waitsUntil().map(Instant::toString).orElse("no time")
                        + looking(changed.state())
                        + ". It goes up, for the "
                        + changed.escalations().count() + ". time, from "
                        + changed.finding().spot().agency() + ".",
                HazardMessages.message(changed));
        deadlines.set(DUE, changed.name(), again);
        tell(changed, now);
    }

    private static String looking(HazardState state) {
        return state instanceof HazardState.Open(HazardState.Deadline deadline, String _)
                ? deadline.look()
                        .map(look -> "; somebody has to look at it by " + look.by())
                        .orElse("")
                : "";
    }

    /** Its times were counted again. */
    void recounted(Hazard counted, Instant now) {
        hazards.save(counted);
        journal.append(
                counted.name(),
                "hazard.time_moved",
                now,
                "It is due at "
                        + counted.state().waitsUntil().map(Instant::toString).orElse("no time")
                        + looking(counted.state()) + ", by the calendar as it is known now.",
                HazardMessages.message(counted));
        follow(counted);
        tell(counted, now);
    }

    @Override
    public Tally tally(String subject, Instant now) {
        return hazards.tally(subject, now, now.minus(REPEAT_WITHIN));
    }

    private void tell(Hazard changed, Instant now) {
        changed.finding().spot().subject().ifPresent(subject -> supervise.tallied(subject, this, now));
    }

    /** What has gone up for a time already goes up for it again a week after that, whatever is done with it meanwhile. */
    private void follow(Hazard hazard) {
        hazard.state()
                .goesUpAt()
                .map(at -> hazard.escalations()
                        .lastAt()
                        .filter(last -> !last.isBefore(at))
                        .map(last -> last.plus(AGAIN))
                        .orElse(at))
                .ifPresentOrElse(at -> deadlines.set(DUE, hazard.name(), at), () -> deadlines.lift(DUE, hazard.name()));
    }
}
