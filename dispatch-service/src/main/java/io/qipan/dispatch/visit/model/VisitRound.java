package io.qipan.dispatch.visit.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The visits that a zone needs in a period, as far as they are overdue: one thing to look at, however many they are.
 *
 * @param name {@code overdueVisits/{zone}/{period}}
 * @param until when the period ends
 * @param missing what is overdue; nothing once all of it was made or is not asked for any more
 * @param owner who sees to it: {@code desk:..} or the subject of a token
 * @param nextDeadlineAt when it is told again, or forgotten
 */
public record VisitRound(String name, Instant until, Optional<Missing> missing, String owner, Instant nextDeadlineAt) {

    public static final String KIND = "overdueVisits/";

    /**
     * @param visits the places of which visits are overdue
     * @param first one of them, by the name of its duty
     */
    public record Missing(int visits, String first) {}

    /**
     * @param remind how often what is overdue is told again while its period lasts
     * @param keep how long after its end a period is work; what was missed in it stays in the figures of patrol-service
     */
    public record Pace(Duration remind, Duration keep) {

        public boolean isForgotten(Instant until, Instant now) {
            return !now.isBefore(until.plus(keep));
        }

        private Instant next(Instant until, boolean isMissing, Instant now) {
            if (!isMissing || !now.isBefore(until)) {
                // Nobody can make it any more; a track that comes late may still show that somebody did.
                return until.plus(keep);
            }
            Instant again = now.plus(remind);
            return again.isBefore(until) ? again : until;
        }
    }

    /** As it stands now. */
    public static VisitRound of(
            String name, Instant until, Optional<Missing> missing, String owner, Instant now, Pace pace) {
        return new VisitRound(name, until, missing, owner, pace.next(until, missing.isPresent(), now));
    }

    /** As it stands now, after it stood so: news does not put off when what is still missing is told again. */
    public VisitRound after(VisitRound before) {
        boolean isStillMissing = before.missing.isPresent() && missing.isPresent();
        return isStillMissing && before.nextDeadlineAt.isBefore(nextDeadlineAt)
                ? new VisitRound(name, until, missing, owner, before.nextDeadlineAt)
                : this;
    }

    /** Its time has come: it is waited for on. */
    public Decision<VisitRound> look(Instant now, Pace pace) {
        return pace.isForgotten(until, now)
                ? Decision.refuse(Refusal.illegalTransition(name, "over since " + until, "be waited for"))
                : Decision.grant(of(name, until, missing, owner, now, pace));
    }

    /** Whether somebody who goes there now still makes it good. */
    public boolean isUrgedAt(Instant now) {
        return missing.isPresent() && now.isBefore(until);
    }

    /** For whoever reads the queue. */
    public String text() {
        String[] parts = name.substring(KIND.length()).split("/", 2);
        return missing.map(some -> "Visits of " + some.visits() + (some.visits() == 1 ? " place" : " places")
                        + " that the grid asks for in " + parts[0] + " in " + parts[1] + " are overdue, the first is "
                        + some.first() + ". " + owner + " sees to it.")
                .orElse("Nothing is overdue");
    }
}
