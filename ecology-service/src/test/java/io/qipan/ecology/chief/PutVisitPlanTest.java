package io.qipan.ecology.chief;

import static io.qipan.ecology.chief.model.Plot.SINCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Basis;
import io.qipan.ecology.chief.model.PatrolDuty.Demand;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.ecology.chief.model.PatrolDuty.Source;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.ecology.chief.model.Plot;
import io.qipan.ecology.chief.model.Post;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.ecology.chief.model.VisitPlan;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutVisitPlanTest {
    /** 11.1 km to the north. */
    private static final Jurisdiction RIVER = Plot.line(Level.COUNTY, "R", 200, 120, 42, 120, 42.1);

    private final TestClock clock = TestClock.standing();
    private final FakeJurisdictions jurisdictions = new FakeJurisdictions();
    private final FakePatrolDuties duties = new FakePatrolDuties();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(jurisdictions, duties, deadlines);
    private final List<VisitPlan> told = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    private final PutVisitPlan putVisitPlan = new PutVisitPlan(
            unitOfWork,
            jurisdictions,
            duties,
            deadlines,
            plan -> {
                meanwhile.run();
                told.add(plan);
            },
            clock);

    @BeforeEach
    void drawTheRiver() {
        jurisdictions.add(Plot.revision(1, SINCE), new Territory.Change(List.of(RIVER), List.of(), List.of()));
        deadlines.set(DutyRules.KIND, RIVER.name(), clock.instant());
    }

    private PatrolDuty duty(int visits, Optional<String> of, Instant from, Optional<Instant> until) {
        PatrolDuty duty = new PatrolDuty(
                UUID.randomUUID(),
                1,
                new Target(RIVER.layer(), of, Post.CHIEF),
                new Demand(visits, Period.QUARTER, 2_000, 1_800, 864_000, 345_600),
                new Basis(Source.LOCAL, "rule 3"),
                from,
                until);
        duties.add(duty);
        return duty;
    }

    private void handle() {
        putVisitPlan.handle(new Due(DutyRules.KIND, RIVER.name(), clock.instant(), 0));
    }

    @Test
    void aDutyOfTheLayerBecomesARuleAndIsRepeatedEveryDay() {
        // Given
        duty(1, Optional.empty(), SINCE, Optional.empty());

        // When
        handle();

        // Then
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().visits()).hasEntrySatisfying(Post.CHIEF, visiting -> {
            assertThat(visiting.visits()).isEqualTo(1);
            assertThat(visiting.per()).isEqualTo(Period.QUARTER);
            assertThat(visiting.minimumShare()).isCloseTo(0.18, within(0.001));
            assertThat(visiting.largestGapS()).isEqualTo(864_000);
            assertThat(visiting.smallestGapS()).isEqualTo(345_600);
        });
        assertThat(told.getFirst().visits()).containsOnlyKeys(Post.CHIEF);
        assertThat(deadlines.dueAt(DutyRules.KIND, RIVER.name()))
                .contains(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void theDutyOfAJurisdictionGoesBeforeThatOfItsLayer() {
        // Given
        duty(1, Optional.empty(), SINCE, Optional.empty());
        duty(5, Optional.of(RIVER.name()), SINCE, Optional.empty());

        // When
        handle();

        // Then
        assertThat(told.getFirst().visits().get(Post.CHIEF))
                .extracting(VisitPlan.Visiting::visits)
                .isEqualTo(5);
    }

    @Test
    void aDutyThatBeginsLaterIsToldThen() {
        // Given
        Instant begin = clock.instant().plus(Duration.ofDays(40));
        duty(1, Optional.empty(), begin, Optional.empty());

        // When
        handle();

        // Then
        assertThat(told.getFirst().visits()).isEmpty();
        assertThat(deadlines.dueAt(DutyRules.KIND, RIVER.name())).contains(begin);
    }

    @Test
    void aDutyThatHasEndedIsWithdrawnOnce() {
        // Given
        duty(1, Optional.empty(), SINCE, Optional.of(clock.instant()));

        // When
        handle();

        // Then
        assertThat(told.getFirst().visits()).isEmpty();
        assertThat(deadlines.standing()).isEmpty();
    }

    @Test
    void whatPatrolServiceWasNotToldStaysDue() {
        // Given
        duty(1, Optional.empty(), SINCE, Optional.empty());
        meanwhile = () -> {
            throw new IllegalStateException("away");
        };

        // When
        Throwable thrown = catchThrowable(this::handle);

        // Then
        assertThat(thrown).hasMessage("away");
        assertThat(deadlines.dueAt(DutyRules.KIND, RIVER.name())).contains(clock.instant());
    }

    @Test
    void whatChangesWhilePatrolServiceIsAskedIsToldAsWell() {
        // Given
        meanwhile = () -> duty(1, Optional.empty(), SINCE, Optional.empty());

        // When
        handle();

        // Then
        assertThat(told.getFirst().visits()).isEmpty();
        assertThat(deadlines.dueAt(DutyRules.KIND, RIVER.name())).contains(clock.instant());
    }

    @Test
    void aJurisdictionThatIsRemovedIsWithdrawn() {
        // Given
        duty(1, Optional.empty(), SINCE, Optional.empty());
        jurisdictions.add(
                Plot.revision(2, clock.instant()), new Territory.Change(List.of(), List.of(), List.of(RIVER)));

        // When
        handle();

        // Then
        assertThat(told.getFirst().ground()).isEmpty();
        assertThat(deadlines.standing()).isEmpty();
    }
}
