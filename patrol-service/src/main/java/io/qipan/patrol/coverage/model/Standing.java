package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the visits of a period amount to, and those before it as far as the time between visits asks for them.
 *
 * @param done that count
 * @param gap of a rule with a largest one
 */
public record Standing(int done, Optional<Gap> gap) {

    /**
     * The time without visits.
     *
     * @param since when nobody has been there
     * @param longestS the longest that a visit of the period has ended
     */
    public record Gap(Instant since, long longestS) {}

    /** A visit, and whether it was made in the period, not before it. */
    public record Seen(Instant from, Instant until, boolean inPeriod) {}

    /** By a rule that says nothing of the time between visits. */
    public static Standing counted(int done) {
        return new Standing(done, Optional.empty());
    }

    /**
     * How long before a period its visits are looked at. Which of them count follows from those before them; as far back as
     * twice the smallest gap, the first one that is found is taken for one that counts.
     */
    public static Duration lookBack(VisitingRule rule) {
        return Duration.ofSeconds(2 * rule.gaps().smallestS());
    }

    /**
     * By all that was seen.
     *
     * @param visits the earliest first
     * @param unvisitedSince before the first of them: the end of the last visit or the beginning of the rule
     */
    public static Standing of(VisitingRule rule, List<Seen> visits, Instant unvisitedSince) {
        return new Standing(
                done(rule, visits),
                rule.gaps().largestS() == 0 ? Optional.empty() : Optional.of(gap(visits, unvisitedSince)));
    }

    private static int done(VisitingRule rule, List<Seen> visits) {
        Duration least = Duration.ofSeconds(rule.gaps().smallestS());
        int done = 0;
        Instant next = Instant.MIN;
        for (Seen visit : visits) {
            if (least.isZero() || !visit.from().isBefore(next)) {
                next = visit.until().plus(least);
                done += visit.inPeriod() ? 1 : 0;
            }
        }
        return done;
    }

    /** Of two who are there at once, the one who leaves last ends the visit. */
    private static Gap gap(List<Seen> visits, Instant unvisitedSince) {
        Instant since = unvisitedSince;
        long longestS = 0;
        for (Seen visit : visits) {
            if (visit.inPeriod()) {
                longestS =
                        Math.max(longestS, Duration.between(since, visit.from()).toSeconds());
            }
            since = visit.until().isAfter(since) ? visit.until() : since;
        }
        return new Gap(since, longestS);
    }
}
