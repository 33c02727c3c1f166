package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static io.qipan.patrol.coverage.model.Beat.survey;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.VisitDuty.Change;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitDutyTest {
    private static final VisitingRule THRICE = rule(3, Period.DAY, 0, "06:00-08:00", "12:00-14:00", "20:00-22:00");

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00+08:00");
    }

    private static VisitPeriod day() {
        return VisitPeriod.at(Period.DAY, at("09:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "05:59, 0, PENDING",
        "06:00, 0, DUE",
        "07:59, 1, PENDING",
        "08:00, 0, OVERDUE",
        "11:59, 1, PENDING",
        "12:00, 1, DUE",
        "12:00, 2, PENDING",
        "14:00, 1, OVERDUE",
        "21:00, 2, DUE",
        "22:00, 2, OVERDUE",
        "23:59, 3, MET",
        "05:00, 3, MET"
    })
    void visits_are_due_evenly_over_the_windows(String time, int done, DutyState expected) {
        // When
        DutyState state = VisitDuty.stateAt(THRICE, day(), Standing.counted(done), at(time));

        // Then
        assertThat(state).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"00:00, PENDING", "17:59, PENDING", "18:00, DUE", "23:59, DUE"})
    void without_windows_they_are_due_when_three_quarters_are_over(String time, DutyState expected) {
        // When
        DutyState state = VisitDuty.stateAt(rule(2, Period.DAY, 0), day(), Standing.counted(1), at(time));

        // Then
        assertThat(state).isEqualTo(expected);
    }

    @Test
    void fewer_visits_than_windows_are_needed_by_the_last_ones() {
        // Given
        VisitingRule once = rule(1, Period.DAY, 0, "06:00-08:00", "12:00-14:00");

        // When
        DutyState afterTheFirst = VisitDuty.stateAt(once, day(), Standing.counted(0), at("09:00"));

        // Then
        assertThat(afterTheFirst).isEqualTo(DutyState.PENDING);
        assertThat(VisitDuty.stateAt(once, day(), Standing.counted(0), at("14:00")))
                .isEqualTo(DutyState.OVERDUE);
    }

    @ParameterizedTest
    @CsvSource({"05:00, 06:00", "06:00, 08:00", "21:59, 22:00", "22:00, 24:00"})
    void it_is_looked_at_again_when_a_window_opens_or_ends(String time, String next) {
        // Given
        Instant expected = next.equals("24:00") ? day().until() : at(next);

        // When
        Optional<Instant> found = VisitDuty.nextCheck(THRICE, day(), Optional.empty(), at(time));

        // Then
        assertThat(found).contains(expected);
        assertThat(VisitDuty.nextCheck(THRICE, day(), Optional.empty(), day().until()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERDUE, 0, 09:00, 1, visit_duty.cleared",
        "OVERDUE, 0, 23:00, 3, visit_duty.cleared",
        "DUE, 0, 08:00, 0, visit_duty.overdue",
        "PENDING, 0, 06:00, 0, visit_duty.due",
        "DUE, 2, 21:00, 3, visit_duty.met",
        "OVERDUE, 0, 23:00, 1, visit_duty.visited",
        "MET, 3, 23:00, 2, visit_duty.overdue"
    })
    void a_change_is_called_by_what_it_means(DutyState before, int was, String time, int done, String action) {
        // Given
        GridFeature feature = point("P", 1, 1, THRICE);
        Surveyed surveyed = survey(feature).find(feature.name()).orElseThrow();
        VisitDuty duty = new VisitDuty(feature.name(), surveyed.zone(), day(), before, 3, was, Optional.empty(), 1, 7);

        // When
        Optional<Change> change = duty.judge(surveyed, Standing.counted(done), at(time));

        // Then
        assertThat(change).map(Change::action).contains(action);
        assertThat(change.orElseThrow().duty().version()).isEqualTo(8);
        assertThat(change.orElseThrow().duty().judge(surveyed, Standing.counted(done), at(time)))
                .isEmpty();
    }

    @Test
    void a_duty_is_named_after_its_feature_and_period() {
        // When
        String name = VisitDuty.name("gridFeatures/must_patrol_point-P7", day());

        // Then
        assertThat(name).isEqualTo("visitDuties/must_patrol_point-P7/2026-11-20");
    }
}
