package io.qipan.patrol.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Duty;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.CancelShiftRequest;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.EndShiftRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.RosterServiceGrpc.RosterServiceBlockingStub;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is in the roster of the day is suitable while a crew is on duty; whoever is not in it, as ever. */
class OnDutyIT {
    private static final String CAR = "units/car-1";
    private static final String UNROSTERED = "units/car-2";
    private static final Wgs84 PLACE = new Wgs84(39.66, 106.80);
    /** Ten in the morning in Wuhai. */
    private static final Instant TEN = Instant.parse("2026-07-10T02:00:00Z");

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(TEN);
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final RosterBoard board = new RosterBoard(patrol, RosterRulesIT.NOBODY_ELSE);
    /** Of another replica, which has looked before. */
    private final LivePicture other =
            Patrol.onPostgres(DATABASE.unitOfWork(), clock).livePicture();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> {
                List<RpcService> services = new ArrayList<>(patrol.services());
                services.add(board.rpc());
                return services;
            })
            .withClock(clock);

    @BeforeEach
    void register() {
        for (String name : List.of(CAR, UNROSTERED)) {
            Optional<String> taken = DATABASE.unitOfWork()
                    .run(
                            "test",
                            () -> patrol.units()
                                    .add(Unit.registered(name, name, "patrol_car", List.of(), Optional.empty())));
            boolean latest = DATABASE.unitOfWork()
                    .run(
                            "test",
                            () -> new ReportPosition(patrol.positions())
                                    .report(name, Position.reported(PLACE, 5, TEN, TEN)));
            assertThat(taken.isEmpty() && latest).isTrue();
        }
        other.refresh();
    }

    private RosterServiceBlockingStub roster() {
        return RosterServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private UnitServiceBlockingStub units() {
        return UnitServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private Shift planned(Instant from, Duration length) {
        return roster().planShift(PlanShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setUnit(CAR)
                        .setFrom(Times.message(from))
                        .setUntil(Times.message(from.plus(length)))
                        .addCrew(CrewMember.newBuilder().setMember("A1").setRole("leader"))
                        .build())
                .getShift();
    }

    private Shift started(Shift shift) {
        return roster().startShift(StartShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setMember("A1")
                        .build())
                .getShift();
    }

    private void ended(Shift shift) {
        Shift over = roster().endShift(EndShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setMember("A1")
                        .build())
                .getShift();
        assertThat(over.getState()).isEqualTo(Shift.State.ENDED);
    }

    private FindNearestUnitsResponse nearest() {
        return units().findNearestUnits(FindNearestUnitsRequest.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(PLACE.latitude())
                        .setLongitude(PLACE.longitude())
                        .setDatum(Datum.WGS84))
                .build());
    }

    private static List<String> names(FindNearestUnitsResponse found) {
        return found.getUnitsList().stream()
                .map(near -> near.getUnit().getName() + (near.getOnDuty() ? " on duty" : ""))
                .toList();
    }

    /** What a replica that only follows says without a query. */
    private Duty atOther() {
        return other.picture().units().stream()
                .map(placed -> placed.live())
                .filter(live -> live.unit().name().equals(CAR))
                .map(LiveUnit::duty)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_unit_with_a_shift_today_is_offered_while_its_crew_is_on_duty() {
        // Given
        List<FindNearestUnitsResponse> found = new ArrayList<>();

        // When
        found.add(nearest());
        Shift shift = planned(TEN, Duration.ofHours(8));
        found.add(nearest());
        Shift running = started(shift);
        found.add(nearest());
        clock.advance(Duration.ofHours(9));
        found.add(nearest());
        ended(running);
        found.add(nearest());

        // Then
        assertThat(found.stream().map(OnDutyIT::names))
                .containsExactly(
                        List.of(CAR, UNROSTERED),
                        List.of(UNROSTERED),
                        List.of(CAR + " on duty", UNROSTERED),
                        List.of(CAR + " on duty", UNROSTERED),
                        List.of(UNROSTERED));
        assertThat(found.stream().map(FindNearestUnitsResponse::getOffDutyCount))
                .containsExactly(0, 1, 0, 0, 1);
        assertThat(found).allSatisfy(answer -> assertThat(answer.getAbleCount()).isEqualTo(2));
    }

    @Test
    void each_answer_says_why() {
        // Given
        Shift shift = planned(TEN, Duration.ofHours(8));

        // When
        var before = units().getUnit(GetUnitRequest.newBuilder().setName(CAR).build());
        Shift running = started(shift);
        var listed = units().listUnits(ListUnitsRequest.getDefaultInstance());

        // Then
        assertThat(running.getState()).isEqualTo(Shift.State.RUNNING);
        assertThat(before.getUnit().getDuty()).isEqualTo(io.qipan.proto.patrol.v1.Unit.Duty.OFF_DUTY);
        assertThat(listed.getUnitsList())
                .extracting(io.qipan.proto.patrol.v1.Unit::getDuty)
                .containsExactly(
                        io.qipan.proto.patrol.v1.Unit.Duty.ON_DUTY, io.qipan.proto.patrol.v1.Unit.Duty.NO_SHIFT_TODAY);
    }

    @Test
    void a_day_that_begins_or_ends_is_followed_though_nothing_is_written() {
        // Given a shift of tomorrow
        Shift shift = planned(TEN.plus(Duration.ofDays(1)), Duration.ofHours(8));
        other.refresh();
        Duty today = atOther();

        // When
        clock.set(Instant.parse("2026-07-10T15:59:59Z"));
        other.refresh();
        Duty beforeMidnight = atOther();
        clock.set(Instant.parse("2026-07-10T16:00:00Z"));
        other.refresh();
        Duty afterMidnight = atOther();
        clock.set(Instant.parse("2026-07-11T16:00:00Z"));
        other.refresh();

        // Then
        assertThat(shift.getState()).isEqualTo(Shift.State.PLANNED);
        assertThat(List.of(today, beforeMidnight, afterMidnight, atOther()))
                .containsExactly(Duty.NO_SHIFT_TODAY, Duty.NO_SHIFT_TODAY, Duty.OFF_DUTY, Duty.NO_SHIFT_TODAY);
    }

    @Test
    void another_replica_follows_and_a_cancelled_shift_leaves_the_roster() {
        // Given
        Shift shift = planned(TEN, Duration.ofHours(8));
        other.refresh();
        Duty planned = atOther();

        // When
        Shift cancelled = roster().cancelShift(CancelShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setReason("snow")
                        .build())
                .getShift();
        other.refresh();

        // Then
        assertThat(cancelled.getState()).isEqualTo(Shift.State.CANCELLED);
        assertThat(planned).isEqualTo(Duty.OFF_DUTY);
        assertThat(atOther()).isEqualTo(Duty.NO_SHIFT_TODAY);
        Found found =
                other.nearest(new Search(PLACE, 0, Set.of(), 5), (kind, media) -> new InSeason(media), clock.instant());
        assertThat(found.units()).hasSize(2);
    }

    @Test
    void a_replica_that_starts_afresh_knows_the_same() {
        // Given
        Shift running = started(planned(TEN, Duration.ofHours(8)));
        other.refresh();

        // When
        LivePicture fresh = Patrol.onPostgres(DATABASE.unitOfWork(), clock).livePicture();
        fresh.refresh();

        // Then
        assertThat(running.getState()).isEqualTo(Shift.State.RUNNING);
        assertThat(fresh.picture().units())
                .containsExactlyInAnyOrderElementsOf(other.picture().units());
        assertThat(atOther()).isEqualTo(Duty.ON_DUTY);
    }
}
