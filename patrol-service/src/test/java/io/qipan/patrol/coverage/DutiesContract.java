package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static io.qipan.patrol.coverage.model.Beat.survey;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.VisitDuties.Followed;
import io.qipan.patrol.coverage.Visits.Filter;
import io.qipan.patrol.coverage.Visits.Made;
import io.qipan.patrol.coverage.model.DutyState;
import io.qipan.patrol.coverage.model.Standing.Gap;
import io.qipan.patrol.coverage.model.Surveyed;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitDuty;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores of duties and of visits promise. */
abstract class DutiesContract {
    private static final VisitPeriod DAY = VisitPeriod.at(Period.DAY, MORNING);

    abstract UnitOfWork unitOfWork();

    abstract VisitDuties duties();

    abstract Visits visits();

    private static VisitDuty duty(String code, DutyState state) {
        GridFeature feature = point(code, 1, 1, rule(3, Period.DAY, 0));
        Surveyed surveyed = survey(feature).find(feature.name()).orElseThrow();
        VisitDuty opened = VisitDuty.opened(surveyed, DAY);
        return new VisitDuty(
                opened.feature(), opened.zone(), DAY, state, 3, 1, Optional.of(new Gap(MORNING, 3_600)), 7, 2);
    }

    private void open(VisitDuty... all) {
        unitOfWork().run("test", () -> {
            for (VisitDuty duty : all) {
                assertThat(duties().open(duty)).isTrue();
            }
            return true;
        });
    }

    @Test
    void a_duty_is_opened_once_and_kept_with_all_it_says() {
        // Given
        open(duty("P", DutyState.DUE));

        // When
        boolean again = unitOfWork().run("test", () -> duties().open(duty("P", DutyState.MET)));

        // Then
        assertThat(again).isFalse();
        assertThat(unitOfWork()
                        .read(() -> duties().find(duty("P", DutyState.DUE).name())))
                .contains(duty("P", DutyState.DUE));
    }

    @Test
    void a_saved_duty_is_found_as_it_is_now() {
        // Given
        open(duty("P", DutyState.DUE));
        VisitDuty before = duty("P", DutyState.DUE);
        VisitDuty now =
                new VisitDuty(before.feature(), Optional.empty(), DAY, DutyState.MET, 4, 4, Optional.empty(), 8, 3);

        // When
        unitOfWork().run("test", () -> {
            duties().save(now);
            return true;
        });

        // Then
        assertThat(unitOfWork().run("test", () -> duties().lock(now.name()))).contains(now);
    }

    @Test
    void due_and_overdue_are_listed_by_name_and_page_as_long_as_their_period_lasts() {
        // Given
        open(
                duty("A", DutyState.DUE),
                duty("B", DutyState.OVERDUE),
                duty("C", DutyState.MET),
                duty("D", DutyState.PENDING),
                duty("E", DutyState.WITHDRAWN));

        // When
        List<VisitDuty> due = due(false, MORNING, Page.of(1, 50, "", "f"));

        // Then
        assertThat(due).extracting(VisitDuty::state).containsExactly(DutyState.DUE, DutyState.OVERDUE);
        assertThat(due(true, MORNING, Page.of(0, 50, "", "f")))
                .extracting(VisitDuty::state)
                .containsExactly(DutyState.OVERDUE);
        assertThat(due(false, DAY.until(), Page.of(0, 50, "", "f"))).isEmpty();
        assertThat(unitOfWork().read(() -> duties().openAt(MORNING))).hasSize(4);
    }

    private List<VisitDuty> due(boolean overdueOnly, Instant now, Page page) {
        return unitOfWork().read(() -> duties().due(Optional.of("gridFeatures/zone-W"), overdueOnly, now, page));
    }

    @Test
    void the_revision_that_was_followed_begins_with_none() {
        // When
        Followed before = unitOfWork().run("test", () -> {
            Followed followed = duties().lockFollowed();
            duties().saveFollowed(new Followed(5, Optional.of("visitDuties/x")));
            return followed;
        });

        // Then
        assertThat(before).isEqualTo(new Followed(0, Optional.empty()));
        assertThat(unitOfWork().run("test", () -> duties().lockFollowed()))
                .isEqualTo(new Followed(5, Optional.of("visitDuties/x")));
    }

    private static SlotOf slot(String feature) {
        return new SlotOf("gridFeatures/must_patrol_point-" + feature, DAY, DAY.from());
    }

    private static Visit visit(Instant from) {
        return new Visit(from, from.plusSeconds(60), Duration.ofSeconds(42).plusNanos(1_000), 0.25, 7);
    }

    private boolean replace(String unit, String feature, Visit... now) {
        return unitOfWork().run("test", () -> visits().replace(unit, slot(feature), List.of(now)));
    }

    @Test
    void visits_of_a_slot_are_replaced_and_only_a_difference_is_told() {
        // Given
        boolean first = replace("units/a", "P", visit(MORNING), visit(MORNING.plusSeconds(3_600)));

        // When
        boolean same = replace("units/a", "P", visit(MORNING), visit(MORNING.plusSeconds(3_600)));
        boolean fewer = replace("units/a", "P", visit(MORNING));

        // Then
        assertThat(List.of(first, same, fewer)).containsExactly(true, false, true);
        assertThat(unitOfWork().<Integer>read(() -> visits().count(slot("P").feature(), DAY)))
                .isEqualTo(1);
        assertThat(unitOfWork().read(() -> visits().of(slot("P").feature(), DAY, 9)))
                .containsExactly(new Made("units/a", slot("P").feature(), DAY, DAY.from(), visit(MORNING)));
        assertThat(replace("units/b", "P")).isFalse();
    }

    @Test
    void visits_are_found_by_time_whoever_made_them_and_whatever_period_they_are_of() {
        // Given
        replace("units/b", "P", visit(MORNING.plusSeconds(3_600)));
        replace("units/a", "P", visit(MORNING), visit(MORNING.plusSeconds(7_200)));
        replace("units/a", "Q", visit(MORNING));
        String feature = slot("P").feature();

        // When
        List<Made> found = unitOfWork().read(() -> visits().during(feature, MORNING, MORNING.plusSeconds(7_200)));

        // Then
        assertThat(found).extracting(Made::unit).containsExactly("units/a", "units/b");
        assertThat(unitOfWork().read(() -> visits().lastUntil(feature, MORNING.plusSeconds(7_200))))
                .contains(MORNING.plusSeconds(3_660));
        assertThat(unitOfWork().read(() -> visits().lastUntil(feature, MORNING)))
                .isEmpty();
    }

    @Test
    void visits_are_listed_by_page_the_last_first_within_their_time() {
        // Given
        replace("units/a", "P", visit(MORNING), visit(MORNING.plusSeconds(3_600)));
        replace("units/b", "P", visit(MORNING));
        replace("units/b", "Q", visit(MORNING.plusSeconds(7_200)));
        Filter filter = new Filter(Optional.empty(), Optional.empty(), MORNING, MORNING.plusSeconds(7_200));

        // When
        List<String> read = new ArrayList<>();
        String token = "";
        do {
            Page page = Page.of(1, 50, token, "f");
            List<Made> found = unitOfWork().read(() -> visits().list(filter, page));
            page.cut(found)
                    .forEach(made -> read.add(made.unit() + " "
                            + Duration.between(MORNING, made.visit().from()).toMinutes()));
            token = page.next(found, made -> Visits.Key.of(made).toString());
        } while (!token.isEmpty());

        // Then
        assertThat(read).containsExactly("units/a 60", "units/b 0", "units/a 0");
    }
}
