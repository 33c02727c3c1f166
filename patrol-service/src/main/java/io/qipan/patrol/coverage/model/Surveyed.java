package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feature that coverage is measured of.
 *
 * @param rule of must-patrol features; zones and cells have none, and count by the day
 * @param revision the first of the grid that has it like this
 */
public record Surveyed(String name, Optional<String> zone, Optional<VisitingRule> rule, long revision, Target target) {

    private static final VisitingRule ANY_TIME_OF_DAY =
            new VisitingRule(List.of(), 1, Period.DAY, 0, 0, Optional.empty());

    /** Empty for what is not measured. */
    static Optional<Surveyed> of(FeatureVersion version) {
        FeatureKind kind = version.feature().kind();
        Optional<VisitingRule> rule = version.feature().visitingRule();
        boolean isArea = kind == FeatureKind.ZONE || kind == FeatureKind.CELL;
        if (!isArea && (!kind.isVisited() || rule.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Surveyed(
                version.feature().name(),
                kind.isVisited() ? version.feature().parentName() : Optional.empty(),
                kind.isVisited() ? rule : Optional.empty(),
                version.validFrom(),
                Target.of(kind.form(), version.feature().geometry())));
    }

    /** Whether it matters how much time passes between visits. */
    public boolean asksForGaps() {
        return rule.filter(given -> !given.gaps().equals(Gaps.NONE)).isPresent();
    }

    List<Slot> slotsDuring(Instant from, Instant until) {
        return rule.map(given -> Slot.during(given, from, until))
                .orElseGet(() -> Slot.during(ANY_TIME_OF_DAY, from, until));
    }

    /** What this unit's pieces of one slot amount to. */
    public List<Visit> visits(List<Piece> pieces) {
        return rule.map(given -> Attempt.visits(given, target.length(), pieces)).orElse(List.of());
    }
}
