package io.qipan.patrol.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.duty.model.DutyLevel;
import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Giving;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders and crews that come at the same time, and many of them. */
class DutyRaceIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Instant now = clock.instant();
    private final DutyBoard board = DutyBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    private static DutyLevel level(String code, int rank) {
        return new DutyLevel(code, code, code, rank, 1, List.of(), Duration.ofMinutes(1));
    }

    private void givenPlan() {
        long ignored = DATABASE.unitOfWork().run("test", () -> {
            new PostgresDutyOrders()
                    .add(new DutyPlan(1, now, "tester", "why", List.of(), List.of(level("a", 1), level("b", 2))));
            return 0L;
        });
    }

    private List<UUID> planned(int count) {
        List<UUID> shifts = new ArrayList<>();
        return DATABASE.unitOfWork().run("test", () -> {
            for (int i = 0; i < count; i++) {
                String unit = "units/u" + i;
                var ignored = board.patrol()
                        .units()
                        .add(Unit.registered(unit, "unit " + i, "patrol_car", List.of(), Optional.empty()));
                Shift shift = new Shift(
                        ResourceId.fresh(),
                        1,
                        unit,
                        Optional.empty(),
                        now,
                        now.plusSeconds(3600),
                        List.of(new CrewMember("M" + i, "leader")),
                        new AsItMoves(),
                        new Planned());
                RosterBoard.shifts().add(shift);
                shifts.add(shift.id());
            }
            return shifts;
        });
    }

    private Shift start(UUID shift, int number) {
        return DATABASE.unitOfWork()
                .run("test", () -> board.roster().workShift().start(shift, "1", "M" + number, now));
    }

    /** To the level that is not in force. */
    private DutyOrder change() {
        return DATABASE.unitOfWork().run("test", () -> {
            DutyOrders orders = new PostgresDutyOrders();
            orders.holdForChange();
            Optional<DutyOrder> present = orders.inForce();
            String level = present.filter(order -> order.level().equals("a")).isPresent() ? "b" : "a";
            return board.changeDutyLevel()
                    .change(
                            level,
                            present.map(DutyOrder::name).orElse(""),
                            new Giving(ResourceId.fresh(), "why", "chief", now))
                    .order();
        });
    }

    private List<DutyNotice> openNotices() {
        return DATABASE.unitOfWork()
                .read(() -> new PostgresDutyNotices()
                        .list(
                                Page.of(1000, 1000, "", ""),
                                new DutyNotices.Filter(Optional.empty(), Optional.empty(), true)));
    }

    @Test
    void crews_that_check_in_while_the_level_changes_hear_of_the_last_order_once() {
        // Given
        givenPlan();
        List<UUID> shifts = planned(40);
        List<Callable<Object>> all = new ArrayList<>();
        for (int i = 0; i < shifts.size(); i++) {
            int number = i;
            all.add(() -> start(shifts.get(number), number));
            if (i % 10 == 5) {
                all.add(this::change);
            }
        }

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> done = all.stream().map(threads::submit).toList();
            done.forEach(future -> {
                Object ignored = TestDatabase.await(future);
            });
        }

        // Then
        DutyOrder inForce = DATABASE.unitOfWork()
                .read(() -> new PostgresDutyOrders().inForce())
                .orElseThrow();
        List<DutyNotice> open = openNotices();
        assertThat(open).hasSize(40).allMatch(notice -> notice.order().equals(inForce.id()));
        assertThat(open).extracting(DutyNotice::shift).containsExactlyInAnyOrderElementsOf(shifts);
    }

    @Test
    void a_thousand_crews_are_reached_by_one_order_and_by_the_next() {
        // Given
        givenPlan();
        List<UUID> shifts = planned(1000);
        long started = DATABASE.unitOfWork().run("test", () -> {
            for (int i = 0; i < shifts.size(); i++) {
                var ignored = board.roster().workShift().start(shifts.get(i), "1", "M" + i, now);
            }
            return (long) shifts.size();
        });
        DutyOrder first = change();

        // When
        DutyOrder second = change();

        // Then
        assertThat(started).isEqualTo(1000);
        assertThat(openNotices())
                .hasSize(1000)
                .allMatch(notice -> notice.order().equals(second.id()));
        assertThat(DATABASE.unitOfWork().read(() -> new PostgresDutyNotices().count(first.id())))
                .containsEntry("lapsed", 1000)
                .hasSize(1);
    }
}
