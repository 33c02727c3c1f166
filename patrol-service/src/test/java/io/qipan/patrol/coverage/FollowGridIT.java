package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.drive;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A grid with many places to visit is followed some at a time. */
class FollowGridIT {
    private static final int POINTS = 2 * FollowGrid.AT_ONCE + 50;

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(MORNING.plus(Duration.ofHours(2)));
    private final Surveyor surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);

    private static GridFeature[] manyPoints(int points) {
        List<GridFeature> features = new ArrayList<>(Beat.land());
        for (int i = 0; i < points; i++) {
            features.add(point("P" + i, 1 + i % 18, 1 + i / 18, rule(1, Period.DAY, 0)));
        }
        return features.toArray(GridFeature[]::new);
    }

    @Test
    void duties_are_opened_some_at_a_time_and_by_whichever_worker_lives_then() {
        // Given
        surveyor.grid(MORNING.minus(Duration.ofDays(1)), manyPoints(POINTS));
        List<Integer> opened = new ArrayList<>();

        // When each step is that of another worker
        while (surveyor.worker().follow()) {
            opened.add(surveyor.duties().size());
        }

        // Then
        assertThat(opened).containsExactly(0, FollowGrid.AT_ONCE, 2 * FollowGrid.AT_ONCE, POINTS);
    }

    @Test
    void a_revision_that_comes_between_is_judged_by_and_no_longer_the_one_before() {
        // Given half of the duties of a revision that is not the newest any more
        surveyor.grid(MORNING.minus(Duration.ofDays(1)), manyPoints(POINTS));
        assertThat(surveyor.worker().follow()).isTrue();
        assertThat(surveyor.worker().follow()).isTrue();
        surveyor.grid(MORNING, manyPoints(10));

        // When
        surveyor.measureAll();

        // Then
        assertThat(surveyor.duties()).hasSizeLessThan(POINTS);
        assertThat(surveyor.duties().stream().filter(duty -> !duty.contains("withdrawn")))
                .hasSize(10);
    }

    @Test
    void units_that_have_not_reported_since_are_not_measured_again() {
        // Given
        surveyor.register("units/now", "patrol_car");
        surveyor.register("units/before", "patrol_car");
        surveyor.register("units/never", "patrol_car");
        surveyor.report("units/now", drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.report("units/before", drive(MORNING.minus(Duration.ofDays(5)), 60, 0, 1, 10, 1));
        surveyor.measureAll();
        surveyor.grid(MORNING, manyPoints(3));

        // When
        boolean followed = surveyor.worker().follow();

        // Then
        assertThat(followed).isTrue();
        assertThat(surveyor.waiting()).isEqualTo(1);
    }
}
