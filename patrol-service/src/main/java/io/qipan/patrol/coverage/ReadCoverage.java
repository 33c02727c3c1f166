package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.Evidence;
import io.qipan.patrol.coverage.Visits.Made;
import io.qipan.patrol.coverage.model.Standing;
import io.qipan.patrol.coverage.model.Survey;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How features were covered in the period that has a time, by the revision that counts for it. */
@Singleton
public class ReadCoverage {
    private static final int MOST_VISITS = 100;
    private static final int MOST_PIECES = 500;

    private final Surveys surveys;
    private final Visits visits;
    private final VisitDuties duties;
    private final Pieces pieces;
    private final WeighVisits weighVisits;

    public ReadCoverage(Surveys surveys, Visits visits, VisitDuties duties, Pieces pieces, WeighVisits weighVisits) {
        this.surveys = surveys;
        this.visits = visits;
        this.weighVisits = weighVisits;
        this.duties = duties;
        this.pieces = pieces;
    }

    /**
     * @param duty as it stands now
     * @param isTold whether it is watched and journaled
     * @param evidence of a single feature
     */
    public record Covered(
            VisitDuty duty, boolean isTold, VisitingRule rule, List<Made> visits, List<Evidence> evidence) {}

    public Covered ofFeature(String name, Instant at, Instant now) {
        // The rule tells the period, and the period tells the revision, so it is looked for in each.
        for (Period per : Period.values()) {
            VisitPeriod period = VisitPeriod.at(per, at);
            Optional<Covered> found = surveys.of(period)
                    .find(name)
                    .filter(feature -> asksPer(feature, per))
                    .map(feature -> covered(feature, period, now, MOST_PIECES));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Refusal.notFound(name).asException();
    }

    /** By name, one more than the page holds. */
    public List<Covered> ofZone(String zone, Instant at, Instant now, Page page) {
        SortedMap<String, InPeriod> found = new TreeMap<>();
        boolean isThere = false;
        // Each feature by the revision that counts for its own period, as if it were asked for alone.
        for (Period per : Period.values()) {
            VisitPeriod period = VisitPeriod.at(per, at);
            Survey survey = surveys.of(period);
            isThere |= survey.find(zone).isPresent();
            survey.features().stream()
                    .filter(feature -> feature.zone().equals(Optional.of(zone)))
                    .filter(feature -> asksPer(feature, per))
                    .forEach(feature -> found.putIfAbsent(feature.name(), new InPeriod(feature, period)));
        }
        if (!isThere) {
            throw Refusal.notFound(zone).asException();
        }
        return found.values().stream()
                .filter(one -> one.feature().name().compareTo(page.after().orElse("")) > 0)
                .limit(page.size() + 1L)
                .map(one -> covered(one.feature(), one.period(), now, 0))
                .toList();
    }

    private record InPeriod(Surveyed feature, VisitPeriod period) {}

    private static boolean asksPer(Surveyed feature, Period per) {
        return feature.rule().map(VisitingRule::per).filter(per::equals).isPresent();
    }

    private Covered covered(Surveyed feature, VisitPeriod period, Instant now, int mostPieces) {
        VisitingRule rule = feature.rule().orElseThrow();
        VisitDuty fresh = VisitDuty.opened(feature, period);
        Optional<VisitDuty> told = duties.find(fresh.name());
        VisitDuty duty = told.orElse(fresh);
        Standing standing = weighVisits.of(feature, period);
        VisitDuty asItStands = new VisitDuty(
                feature.name(),
                feature.zone(),
                period,
                VisitDuty.stateAt(rule, period, standing, now),
                rule.visits(),
                standing.done(),
                standing.gap(),
                feature.revision(),
                duty.version());
        return new Covered(
                asItStands,
                told.isPresent(),
                rule,
                visits.of(feature.name(), period, MOST_VISITS),
                mostPieces == 0 ? List.of() : pieces.of(feature.name(), period, mostPieces));
    }
}
