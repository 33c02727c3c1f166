package io.qipan.patrol.duty;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.duty.model.DutyLevel;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Giving;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.Strength;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.unit.ChangeUnitStatus;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.DutyServiceGrpc.DutyServiceBlockingStub;
import io.qipan.proto.patrol.v1.DutyShortfall;
import io.qipan.proto.patrol.v1.DutyShortfall.Settlement;
import io.qipan.proto.patrol.v1.DutyShortfall.State;
import io.qipan.proto.patrol.v1.GetDutyShortfallRequest;
import io.qipan.proto.patrol.v1.ListDutyShortfallsRequest;
import io.qipan.proto.patrol.v1.TakeDutyShortfallRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShortfallIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final DutyBoard board = DutyBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(board.rpc())).withClock(clock);

    @BeforeEach
    void givenLevels() {
        DutyPlan plan = new DutyPlan(
                1, clock.instant(), "tester", "why", List.of(), List.of(level("calm", 1, 2), level("storm", 2, 4)));
        boolean ignored = DATABASE.unitOfWork().run("test", () -> {
            new PostgresDutyOrders().add(plan);
            return true;
        });
    }

    private static DutyLevel level(String code, int rank, int boats) {
        Strength strength = new Strength(new Post(Optional.empty(), new OfKind("assault_boat")), boats);
        return new DutyLevel(code, code, code, rank, 1, List.of(strength), Duration.ofHours(20));
    }

    /** Numbered from 0. */
    private List<Shift> onDuty(int boats) {
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < boats; i++) {
            int number = i;
            shifts.add(DATABASE.unitOfWork().run("test", () -> {
                String unit = "units/boat-" + number;
                var ignored = board.patrol()
                        .units()
                        .add(Unit.registered(unit, unit, "assault_boat", List.of(), Optional.empty()));
                Shift shift = new Shift(
                        ResourceId.fresh(),
                        1,
                        unit,
                        Optional.empty(),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(8)),
                        List.of(new CrewMember("M" + number, "leader")),
                        new AsItMoves(),
                        new Planned());
                RosterBoard.shifts().add(shift);
                return board.roster().workShift().start(shift.id(), "1", "M" + number, clock.instant());
            }));
        }
        return shifts;
    }

    private Shift end(Shift shift) {
        return DATABASE.unitOfWork()
                .run(
                        "test",
                        () -> board.roster()
                                .workShift()
                                .end(shift.id(), shift.etag(), shift.members().getFirst(), "", clock.instant()));
    }

    private DutyOrder change(String level) {
        return DATABASE.unitOfWork().run("test", () -> {
            String present =
                    new PostgresDutyOrders().inForce().map(DutyOrder::name).orElse("");
            return board.changeDutyLevel()
                    .change(level, present, new Giving(ResourceId.fresh(), "why", "chief", clock.instant()))
                    .order();
        });
    }

    private void boatIs(UnitStatus status) {
        boolean ignored = DATABASE.unitOfWork().run("test", () -> {
            Unit boat = board.patrol().units().find("units/boat-0").orElseThrow();
            Unit changed = new ChangeUnitStatus(
                            board.patrol().units(),
                            board.patrol().fleetChange(),
                            board.patrol().journal())
                    .change(boat.name(), boat.etag(), status, "engine", clock.instant());
            return changed.version() > 0;
        });
    }

    /** As another replica, or one that has just started, would. */
    private DeadlineWorker replica() {
        DutyBoard other = DutyBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));
        return new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(
                        other.checkStrength(),
                        other.remindOfShortfall(),
                        other.alertAgain(),
                        other.roster().remindOfEnd()));
    }

    private void handleAllDue() {
        DeadlineWorker worker = replica();
        while (worker.handleNext()) {}
    }

    private DutyServiceBlockingStub as(Role... roles) {
        return DutyServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    /** The newest first. */
    private List<DutyShortfall> shortfalls() {
        return as(Role.DISPATCHER)
                .listDutyShortfalls(ListDutyShortfallsRequest.getDefaultInstance())
                .getShortfallsList();
    }

    private List<String> told() {
        return DATABASE.unitOfWork().read(() -> {
            List<String> actions = new ArrayList<>();
            Tx.current()
                    .query("select action from journal where kind = 'dutyShortfalls' order by position")
                    .forEach(row -> actions.add(row.getString("action").substring("duty_shortfall.".length())));
            return actions;
        });
    }

    @Test
    void a_level_that_is_raised_beyond_the_strength_opens_one_shortfall_of_whoever_raised_it() {
        // Given
        List<Shift> shifts = onDuty(3);
        DutyOrder calm = change("calm");
        handleAllDue();
        List<DutyShortfall> before = shortfalls();

        // When
        DutyOrder storm = change("storm");
        handleAllDue();
        Shift over = end(shifts.getFirst());
        handleAllDue();

        // Then
        assertThat(over.isOnDuty()).isFalse();
        assertThat(calm.level()).isEqualTo("calm");
        assertThat(before).isEmpty();
        assertThat(shortfalls()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.getOrder()).isEqualTo(storm.name());
            assertThat(shortfall.getLevel()).isEqualTo("storm");
            assertThat(shortfall.getNeeded().getKind()).isEqualTo("assault_boat");
            assertThat(shortfall.getNeeded().getUnits()).isEqualTo(4);
            assertThat(shortfall.getOnDuty()).isEqualTo(2);
            assertThat(shortfall.getMissing()).isEqualTo(2);
            assertThat(shortfall.getState()).isEqualTo(State.OPEN);
            assertThat(shortfall.getOwner()).isEqualTo("chief");
        });
        assertThat(told()).containsExactly("found", "counted");
    }

    @Test
    void a_boat_out_of_service_is_missed_once_and_the_shortfall_is_settled_when_it_is_back() {
        // Given
        List<Shift> shifts = onDuty(2);
        DutyOrder order = change("calm");

        // When
        boatIs(new OutOfService("engine"));
        handleAllDue();
        clock.advance(Duration.ofMinutes(6));
        handleAllDue();
        boatIs(new InService());
        handleAllDue();

        // Then
        assertThat(shifts).hasSize(2);
        assertThat(shortfalls()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.getOrder()).isEqualTo(order.name());
            assertThat(shortfall.getState()).isEqualTo(State.SETTLED);
            assertThat(shortfall.getSettlement()).isEqualTo(Settlement.REACHED);
            assertThat(shortfall.getMostMissing()).isEqualTo(1);
            assertThat(shortfall.getMissing()).isZero();
            assertThat(shortfall.hasNextReminderAt()).isFalse();
        });
        assertThat(told()).containsExactly("found", "settled");
    }

    @Test
    void crews_that_end_beside_each_other_at_two_replicas_leave_one_shortfall_with_all_that_is_missing() {
        // Given
        List<Shift> shifts = onDuty(12);
        DutyOrder order = change("storm");
        handleAllDue();
        List<Callable<Object>> all = new ArrayList<>();
        shifts.subList(0, 10).forEach(shift -> all.add(() -> end(shift)));

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                DeadlineWorker one = replica();
                DeadlineWorker other = replica()) {
            one.start();
            other.start();
            List<Future<Object>> done = all.stream().map(threads::submit).toList();
            done.forEach(future -> {
                Object ignored = TestDatabase.await(future);
            });
        }
        handleAllDue();

        // Then
        assertThat(shortfalls()).singleElement().satisfies(shortfall -> {
            assertThat(shortfall.getOrder()).isEqualTo(order.name());
            assertThat(shortfall.getOnDuty()).isEqualTo(2);
            assertThat(shortfall.getMissing()).isEqualTo(2);
        });
        assertThat(told()).startsWith("found").filteredOn("found"::equals).hasSize(1);
    }

    @Test
    void until_it_is_settled_everybody_is_reminded_also_after_a_restart_and_whoever_takes_it_owns_it() {
        // Given
        DutyOrder order = change("calm");
        handleAllDue();
        DutyShortfall found = shortfalls().getFirst();
        TakeDutyShortfallRequest taking = TakeDutyShortfallRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(found.getName())
                .setEtag(found.getEtag())
                .setNote("two crews are called in")
                .build();

        // When
        clock.advance(DutyBoard.SETTINGS.remindOfShortfall());
        handleAllDue();
        DutyShortfall taken = as(Role.COMMANDER).takeDutyShortfall(taking).getShortfall();
        DutyShortfall again = as(Role.COMMANDER).takeDutyShortfall(taking).getShortfall();
        clock.advance(DutyBoard.SETTINGS.remindOfShortfall());
        handleAllDue();

        // Then
        assertThat(found.getOrder()).isEqualTo(order.name());
        assertThat(taken.getState()).isEqualTo(State.TAKEN);
        assertThat(taken.getOwner()).isEqualTo("tester");
        assertThat(again).isEqualTo(taken);
        assertThat(told()).containsExactly("found", "reminded", "taken", "reminded");
        assertThat(as(Role.ENGINEER)
                        .getDutyShortfall(GetDutyShortfallRequest.newBuilder()
                                .setName(found.getName())
                                .build())
                        .getShortfall()
                        .getReminders())
                .isEqualTo(2);
        var twice = refused(() -> as(Role.COMMANDER)
                .takeDutyShortfall(taking.toBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setEtag(taken.getEtag())
                        .build()));
        assertThat(reasonOf(twice)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_level_that_needs_less_settles_what_another_one_missed() {
        // Given
        List<Shift> shifts = onDuty(2);
        DutyOrder storm = change("storm");
        handleAllDue();

        // When
        DutyOrder calm = change("calm");
        handleAllDue();

        // Then
        assertThat(List.of(storm.level(), calm.level())).containsExactly("storm", "calm");
        assertThat(Objects.requireNonNull(shifts)).hasSize(2);
        assertThat(shortfalls())
                .extracting(DutyShortfall::getState, DutyShortfall::getSettlement)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(State.SETTLED, Settlement.REACHED));
        assertThat(as(Role.DISPATCHER)
                        .listDutyShortfalls(ListDutyShortfallsRequest.newBuilder()
                                .setOpenOnly(true)
                                .build())
                        .getShortfallsList())
                .isEmpty();
    }
}
