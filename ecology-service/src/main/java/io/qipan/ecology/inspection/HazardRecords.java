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
import java.util.Optional;

/** Keeps what happens to hazards, tells the journal and the register, and makes the durable deadline follow. */
@Singleton
public class HazardRecords implements Tallies {
    static final String DUE = "hazard.due";
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
        follow(found.name(), found.state());
    }

    void changed(Hazard changed, String action, Instant at, Instant now, String reason) {
        hazards.save(changed);
        journal.append(changed.name(), action, at, reason, HazardMessages.message(changed));
        follow(changed.name(), changed.state());
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
        return state instanceof HazardState.Open(Instant _, String _, Optional<Instant> lookBy)
                ? lookBy.map(by -> "; somebody has to look at it by " + by).orElse("")
                : "";
    }

    @Override
    public Tally tally(String subject, Instant now) {
        return hazards.tally(subject, now, now.minus(REPEAT_WITHIN));
    }

    private void tell(Hazard changed, Instant now) {
        changed.finding().spot().subject().ifPresent(subject -> supervise.tallied(subject, this, now));
    }

    private void follow(String name, HazardState state) {
        state.waitsUntil().ifPresentOrElse(at -> deadlines.set(DUE, name, at), () -> deadlines.lift(DUE, name));
    }
}
