package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.JudgeDuties.Subject;
import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.coverage.model.DutyState;
import io.qipan.patrol.coverage.model.Standing.Gap;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.FakeGrids;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time between visits, which knows no borders of months and years: once a month, 20 days apart at most, 4 at least. */
class JudgeGapsTest {
    private static final String FEATURE = "gridFeatures/must_patrol_point-P";
    private static final VisitPeriod DECEMBER = VisitPeriod.at(Period.MONTH, at("2026-12-01T00:00"));
    private static final VisitPeriod JANUARY = VisitPeriod.at(Period.MONTH, at("2027-01-01T00:00"));

    private final TestClock clock = TestClock.at(at("2026-12-01T00:00"));
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

    private static Instant at(String local) {
        return Instant.parse(local + ":00+08:00");
    }

    @BeforeEach
    void draw() {
        VisitingRule rule =
                new VisitingRule(List.of(), 1, Period.MONTH, 0, 0, Optional.empty(), new Gaps(20 * 86_400, 4 * 86_400));
        List<GridFeature> features = new ArrayList<>(Beat.land());
        features.add(point("P", 1, 1, rule));
        unitOfWork.run("test", () -> {
            grids.add(
                    new GridRevision(1, clock.instant(), "test", "", features.size(), 0, 0),
                    GridChange.between(Grid.empty(), Grid.of(1, features)));
            judgeDuties.judge(new Subject(FEATURE, DECEMBER), clock.instant(), "test");
            return true;
        });
    }

    /** The deadlines that come due until then, each at its time, as the worker does. */
    private void until(String local) {
        Instant end = at(local);
        Optional<FakeDeadlines.Standing> next = next(end);
        while (next.isPresent()) {
            clock.set(next.get().dueAt());
            FakeDeadlines.Standing due = next.get();
            unitOfWork.run("test", () -> {
                check.handle(new Due(JudgeDuties.DEADLINE, due.subject(), due.dueAt(), 0));
                return true;
            });
            next = next(end);
        }
        clock.set(end);
    }

    private Optional<FakeDeadlines.Standing> next(Instant end) {
        return deadlines.standing().stream()
                .filter(standing -> !standing.dueAt().isAfter(end))
                .min(Comparator.comparing(FakeDeadlines.Standing::dueAt));
    }

    private void visit(String local) {
        Instant from = at(local);
        VisitPeriod period = VisitPeriod.at(Period.MONTH, from);
        unitOfWork.run("test", () -> {
            Visit visit = new Visit(from, from.plusSeconds(60), Duration.ofSeconds(60), 0, 1);
            // One that has its own slot each time: what was there before stays.
            boolean ignored =
                    visits.replace("units/" + local, new SlotOf(FEATURE, period, period.from()), List.of(visit));
            judgeDuties.judge(new Subject(FEATURE, period), clock.instant(), "test");
            return true;
        });
    }

    private VisitDuty duty(VisitPeriod period) {
        return unitOfWork.read(
                () -> duties.find(VisitDuty.name(FEATURE, period)).orElseThrow());
    }

    @Test
    void a_duty_that_is_met_is_overdue_again_when_nobody_comes_for_too_long() {
        // Given
        until("2026-12-03T00:00");
        visit("2026-12-03T00:00");
        assertThat(duty(DECEMBER).state()).isEqualTo(DutyState.MET);

        // When
        until("2026-12-23T00:02");

        // Then
        assertThat(duty(DECEMBER).state()).isEqualTo(DutyState.OVERDUE);
        assertThat(journal.actions())
                .containsExactly("visit_duty.opened", "visit_duty.met", "visit_duty.due", "visit_duty.overdue");
    }

    @Test
    void the_gap_goes_on_over_the_end_of_the_year_and_is_told_of_the_month_in_which_it_runs_out() {
        // Given
        until("2026-12-20T12:00");
        visit("2026-12-20T12:00");

        // When
        until("2027-01-09T12:01");

        // Then
        assertThat(duty(DECEMBER).state()).isEqualTo(DutyState.MET);
        assertThat(duty(JANUARY).state()).isEqualTo(DutyState.OVERDUE);
        assertThat(duty(JANUARY).gap()).contains(new Gap(at("2026-12-20T12:01"), 0));
    }

    @Test
    void who_comes_ends_the_gap_which_stays_on_record() {
        // Given
        until("2026-12-20T12:00");
        visit("2026-12-20T12:00");
        until("2027-01-12T12:01");

        // When
        visit("2027-01-12T12:01");

        // Then
        assertThat(duty(JANUARY).state()).isEqualTo(DutyState.MET);
        assertThat(duty(JANUARY).gap()).contains(new Gap(at("2027-01-12T12:02"), 23 * 86_400));
    }

    @Test
    void a_visit_too_soon_after_one_of_the_old_year_does_not_count_for_the_new() {
        // Given
        until("2026-12-31T23:00");
        visit("2026-12-31T23:00");
        until("2027-01-02T00:00");

        // When
        visit("2027-01-02T00:00");

        // Then
        assertThat(duty(DECEMBER).done()).isEqualTo(1);
        assertThat(duty(JANUARY).done()).isZero();
        assertThat(duty(JANUARY).gap()).contains(new Gap(at("2027-01-02T00:01"), 25 * 3_600 - 60));
        visit("2027-01-04T23:01");
        assertThat(duty(JANUARY).done()).isEqualTo(1);
    }

    @Test
    void without_any_visit_the_gap_runs_from_the_day_of_the_rule_on() {
        // When
        until("2026-12-21T00:00");

        // Then
        assertThat(duty(DECEMBER).state()).isEqualTo(DutyState.OVERDUE);
        assertThat(duty(DECEMBER).gap()).contains(new Gap(at("2026-12-01T00:00"), 0));
    }

    @Test
    void a_gap_that_ends_with_the_month_is_of_the_next() {
        // Given
        until("2026-12-11T23:59");
        visit("2026-12-11T23:59");

        // When
        until("2027-01-01T00:00");

        // Then
        assertThat(duty(DECEMBER).state()).isEqualTo(DutyState.MET);
        assertThat(duty(JANUARY).state()).isEqualTo(DutyState.OVERDUE);
    }
}
