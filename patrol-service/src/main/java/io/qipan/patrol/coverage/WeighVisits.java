package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Visits.Made;
import io.qipan.patrol.coverage.model.Standing;
import io.qipan.patrol.coverage.model.Standing.Seen;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the visits to a feature amount to in a period, by its rule. */
@Singleton
public class WeighVisits {
    /** A window that opens on the last day of a period ends on the day after it at the latest. */
    private static final Duration INTO_THE_NEXT = Duration.ofDays(1);

    private final Visits visits;
    private final Surveys surveys;

    public WeighVisits(Visits visits, Surveys surveys) {
        this.visits = visits;
        this.surveys = surveys;
    }

    Standing of(Surveyed feature, VisitPeriod period) {
        VisitingRule rule = feature.rule().orElseThrow();
        if (rule.gaps().equals(Gaps.NONE)) {
            return Standing.counted(visits.count(feature.name(), period));
        }
        Instant from = period.from().minus(Standing.lookBack(rule));
        List<Seen> seen = visits.during(feature.name(), from, period.until().plus(INTO_THE_NEXT)).stream()
                .filter(made -> !made.period().first().isAfter(period.first()))
                .map(made -> seen(made, period))
                .toList();
        // Only a largest gap asks how long nobody was there.
        return Standing.of(rule, seen, rule.gaps().largestS() == 0 ? from : unvisitedSince(feature, from));
    }

    private Instant unvisitedSince(Surveyed feature, Instant from) {
        Instant ruleBegan = surveys.madeAt(feature.revision());
        return visits.lastUntil(feature.name(), from)
                .filter(last -> last.isAfter(ruleBegan))
                .orElse(ruleBegan);
    }

    private static Seen seen(Made made, VisitPeriod period) {
        return new Seen(made.visit().from(), made.visit().until(), made.period().equals(period));
    }
}
