package io.qipan.patrol.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.coverage.model.Standing;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.FakeGrids;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.testkit.FakeUnitOfWork;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeighVisitsTest {
    private static final VisitPeriod MONTH = VisitPeriod.at(Period.MONTH, Beat.MORNING);

    @ParameterizedTest
    @CsvSource({"0, 0, count", "0, 3600, during", "7200, 0, during lastUntil", "7200, 3600, during lastUntil"})
    void only_what_the_rule_is_about_is_asked(long largestS, long smallestS, String asks) {
        // Given
        VisitingRule rule =
                new VisitingRule(List.of(), 1, Period.MONTH, 0, 0, Optional.empty(), new Gaps(largestS, smallestS));
        FakeGrids grids = new FakeGrids();
        Surveys surveys = new Surveys(grids);
        List<GridFeature> features = new ArrayList<>(Beat.land());
        features.add(Beat.point("P", 1, 1, rule));
        Instant made = Beat.MORNING.minus(Duration.ofDays(90));
        Surveyed feature = FakeUnitOfWork.over(grids).run("test", () -> {
            grids.add(
                    new GridRevision(1, made, "test", "", features.size(), 0, 0),
                    GridChange.between(Grid.empty(), Grid.of(1, features)));
            return surveys.of(MONTH).find("gridFeatures/must_patrol_point-P").orElseThrow();
        });
        Set<String> asked = new TreeSet<>();

        // When
        Standing standing = new WeighVisits(noting(asked), surveys).of(feature, MONTH);

        // Then
        assertThat(asked).containsExactlyInAnyOrder(asks.split(" "));
        assertThat(standing.done()).isZero();
        assertThat(standing.gap().map(Standing.Gap::since))
                .isEqualTo(largestS == 0 ? Optional.empty() : Optional.of(made));
    }

    /** No visits, and the names of what is asked of them. */
    private static Visits noting(Set<String> asked) {
        Visits none = new FakeVisits();
        return (Visits) Proxy.newProxyInstance(
                Visits.class.getClassLoader(), new Class<?>[] {Visits.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(none, arguments);
                });
    }
}
