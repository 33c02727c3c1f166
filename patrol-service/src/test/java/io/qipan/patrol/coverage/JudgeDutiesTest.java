package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.JudgeDuties.Subject;
import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.FakeGrids;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a duty is looked at, and what is told of it. */
class JudgeDutiesTest {
    private static final String FEATURE = "gridFeatures/must_patrol_point-P";
    private static final String DUTY = "visitDuties/must_patrol_point-P/2026-11-20";
    private static final VisitPeriod DAY = VisitPeriod.at(Period.DAY, MORNING);

    private final TestClock clock = TestClock.at(DAY.from());
    private final FakeGrids grids = new FakeGrids();
    private final FakeVisitDuties duties = new FakeVisitDuties();
    private final FakeVisits visits = new FakeVisits();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(grids, duties, visits, deadlines, journal);
    private final Surveys surveys = new Surveys(grids);
    private final JudgeDuties judgeDuties =
            new JudgeDuties(duties, new WeighVisits(visits, surveys), surveys, deadlines, journal);
    private final CheckVisitDuty check = new CheckVisitDuty(duties, judgeDuties, surveys, clock);

    @BeforeEach
    void draw() {
        List<GridFeature> features = new ArrayList<>(Beat.land());
        features.add(point("P", 1, 1, rule(2, Period.DAY, 0, "08:00-12:00", "14:00-18:00")));
        unitOfWork.run("test", () -> {
            grids.add(
                    new GridRevision(1, MORNING.minus(Duration.ofDays(9)), "test", "", features.size(), 0, 0),
                    GridChange.between(Grid.empty(), Grid.of(1, features)));
            judgeDuties.judge(new Subject(FEATURE, DAY), clock.instant(), "test");
            return true;
        });
    }

    private void checkAt(String time) {
        clock.set(Instant.parse("2026-11-20T" + time + ":00+08:00"));
        unitOfWork.run("test", () -> {
            check.handle(new Due(JudgeDuties.DEADLINE, DUTY, clock.instant(), 0));
            return true;
        });
    }

    private void visit(Instant from) {
        unitOfWork.run("test", () -> {
            Visit visit = new Visit(from, from.plusSeconds(60), Duration.ofSeconds(60), 0, 1);
            boolean ignored = visits.replace("units/a", new SlotOf(FEATURE, DAY, DAY.from()), List.of(visit));
            judgeDuties.judge(new Subject(FEATURE, DAY), clock.instant(), "The track of units/a was measured.");
            return true;
        });
    }

    @Test
    void a_new_duty_is_told_and_looked_at_when_its_first_window_opens() {
        // Then
        assertThat(journal.actions()).containsExactly("visit_duty.opened");
        assertThat(deadlines.dueAt(JudgeDuties.DEADLINE, DUTY)).contains(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void a_window_without_its_visit_is_overdue_and_a_late_one_clears_it_with_its_reason() {
        // Given
        checkAt("08:00");
        checkAt("12:00");

        // When
        visit(MORNING);

        // Then
        assertThat(journal.actions())
                .containsExactly("visit_duty.opened", "visit_duty.due", "visit_duty.overdue", "visit_duty.cleared");
        assertThat(journal.last().reason()).isEqualTo("The track of units/a was measured.");
        VisitDuty state = (VisitDuty) journal.last().state();
        assertThat(state.getState()).isEqualTo(VisitDutyState.PENDING);
        assertThat(state.getDone()).isEqualTo(1);
        assertThat(state.getNeededByNow()).isEqualTo(1);
        assertThat(state.getName()).isEqualTo(DUTY);
    }

    @Test
    void to_look_again_tells_nothing_when_nothing_has_changed() {
        // Given
        checkAt("08:00");

        // When
        checkAt("08:01");

        // Then
        assertThat(journal.actions()).hasSize(2);
        assertThat(deadlines.dueAt(JudgeDuties.DEADLINE, DUTY)).contains(Instant.parse("2026-11-20T04:00:00Z"));
    }

    @Test
    void the_end_of_a_day_opens_the_next_and_needs_no_more_looks() {
        // When
        clock.set(DAY.until());
        unitOfWork.run("test", () -> {
            check.handle(new Due(JudgeDuties.DEADLINE, DUTY, clock.instant(), 0));
            return true;
        });

        // Then
        assertThat(journal.actions()).containsExactly("visit_duty.opened", "visit_duty.overdue", "visit_duty.opened");
        assertThat(deadlines.standing())
                .extracting(FakeDeadlines.Standing::subject)
                .contains("visitDuties/must_patrol_point-P/2026-11-21");
        assertThat(deadlines.dueAt(JudgeDuties.DEADLINE, DUTY)).isEmpty();
    }

    @Test
    void a_track_of_a_day_that_nobody_watched_opens_nothing() {
        // When
        VisitPeriod before = VisitPeriod.at(Period.DAY, MORNING.minus(Duration.ofDays(1)));
        unitOfWork.run("test", () -> {
            judgeDuties.judge(new Subject(FEATURE, before), clock.instant(), "test");
            return true;
        });

        // Then
        assertThat(journal.told()).hasSize(1);
    }
}
