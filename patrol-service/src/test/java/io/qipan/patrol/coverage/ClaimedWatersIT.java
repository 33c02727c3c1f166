package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.roster.DutyChange;
import io.qipan.patrol.roster.RosterBoard;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.EndShiftRequest;
import io.qipan.proto.patrol.v1.GetSuspicionRequest;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.RosterServiceGrpc.RosterServiceBlockingStub;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.Suspicion;
import io.qipan.proto.patrol.v1.SuspicionKind;
import io.qipan.proto.patrol.v1.SuspicionReason;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Off the river is who was to be on it, by the shift or by what the unit moves on. */
class ClaimedWatersIT {
    private static final String CAR = "units/car-1";
    private static final String BOAT = "units/boat-1";
    private static final String AMPHIBIOUS = "units/amphibious-1";
    private static final String RIVER = "gridFeatures/water-R";
    private static final String LAKE = "gridFeatures/water-L";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(MORNING);
    private final Surveyor surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final LiveGrid liveGrid = new LiveGrid(DATABASE.unitOfWork(), patrol.grids());
    private final DutyChange nobodyElse = new DutyChange() {
        @Override
        public void cameOnDuty(io.qipan.patrol.roster.model.Shift shift, Instant at) {}

        @Override
        public void wentOffDuty(io.qipan.patrol.roster.model.Shift shift, Instant at) {}
    };

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> {
                List<RpcService> services = new ArrayList<>(surveyor.services());
                services.add(new RosterBoard(patrol, liveGrid, nobodyElse).rpc());
                return services;
            })
            .withClock(clock);

    @BeforeEach
    void givenARiverAndALake() {
        surveyor.register(CAR, "patrol_car");
        surveyor.register(BOAT, "patrol_boat_small");
        surveyor.register(AMPHIBIOUS, "amphibious_vehicle");
        surveyor.grid(
                MORNING.minus(Duration.ofDays(3)),
                Stream.concat(
                                Beat.land().stream(),
                                Arrays.asList(
                                        Beat.drawn(FeatureKind.WATER, "R", "POLYGON ((0 0, 4 0, 4 20, 0 20, 0 0))"),
                                        Beat.drawn(
                                                FeatureKind.WATER,
                                                "L",
                                                "POLYGON ((28 28, 34 28, 34 34, 28 34, 28 28))"))
                                        .stream())
                        .toArray(GridFeature[]::new));
        liveGrid.refresh();
    }

    private RosterServiceBlockingStub roster() {
        return RosterServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private PlanShiftRequest.Builder shift(String unit) {
        return PlanShiftRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setUnit(unit)
                .setFrom(Times.message(clock.instant()))
                .setUntil(Times.message(clock.instant().plus(Duration.ofHours(8))))
                .addCrew(CrewMember.newBuilder().setMember("A1").setRole("leader"));
    }

    private Shift started(PlanShiftRequest.Builder plan) {
        Shift planned = roster().planShift(plan.build()).getShift();
        return roster().startShift(StartShiftRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(planned.getName())
                        .setEtag(planned.getEtag())
                        .setMember("A1")
                        .build())
                .getShift();
    }

    /** All of it in the lake, and far from the river. */
    private Suspicion afterAnHourOnTheLake(String unit) {
        Instant from = clock.instant();
        surveyor.report(unit, Beat.drive(from.plusSeconds(60), 60, 30, 30, 30.5, 30, 31, 30, 31.5, 30));
        clock.advance(Duration.ofHours(1));
        surveyor.measureAll();
        return SuspicionServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER))
                .getSuspicion(GetSuspicionRequest.newBuilder()
                        .setUnit(unit)
                        .setFrom(Times.message(from))
                        .setUntil(Times.message(from.plus(Duration.ofHours(1))))
                        .build())
                .getSuspicion();
    }

    private static List<SuspicionKind> kinds(Suspicion suspicion) {
        return suspicion.getReasonsList().stream().map(SuspicionReason::getKind).toList();
    }

    @Test
    void a_boat_that_was_to_patrol_the_river_is_off_it_on_the_lake() {
        // Given
        Shift shift = started(shift(BOAT).addWaters(RIVER));

        // When
        Suspicion suspicion = afterAnHourOnTheLake(BOAT);

        // Then
        assertThat(shift.getWatersList()).containsExactly(RIVER);
        assertThat(kinds(suspicion)).containsExactly(SuspicionKind.OFF_WATER);
        assertThat(suspicion.getReasons(0).getCount()).isEqualTo(4);
    }

    @Test
    void a_boat_that_claims_nothing_is_well_on_any_water() {
        // Given
        Shift shift = started(shift(BOAT));

        // When
        Suspicion suspicion = afterAnHourOnTheLake(BOAT);

        // Then
        assertThat(shift.getWatersList()).isEmpty();
        assertThat(kinds(suspicion)).isEmpty();
        assertThat(suspicion.getUnjudgedList()).isEmpty();
    }

    @Test
    void a_crew_of_a_boat_that_patrols_ashore_is_not_compared_with_waters() {
        // Given
        surveyor.grid(
                MORNING.minus(Duration.ofDays(2)),
                Stream.concat(
                                Beat.land().stream(),
                                Stream.of(Beat.drawn(FeatureKind.WATER, "R", "POLYGON ((0 0, 4 0, 4 20, 0 20, 0 0))")))
                        .toArray(GridFeature[]::new));
        Shift shift = started(shift(BOAT).setAshore(true));

        // When
        Suspicion suspicion = afterAnHourOnTheLake(BOAT);

        // Then
        assertThat(shift.getAshore()).isTrue();
        assertThat(kinds(suspicion)).isEmpty();
        assertThat(suspicion.getUnjudgedList())
                .singleElement()
                .satisfies(unjudged -> assertThat(unjudged.getKind()).isEqualTo(SuspicionKind.OFF_WATER));
    }

    @Test
    void who_moves_on_land_too_is_judged_by_its_claim_and_only_while_on_that_shift() {
        // Given
        Shift shift = started(shift(AMPHIBIOUS).addWaters(RIVER));

        // When
        Suspicion claimed = afterAnHourOnTheLake(AMPHIBIOUS);
        Shift over = roster().endShift(EndShiftRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setMember("A1")
                        .build())
                .getShift();
        Suspicion afterwards = afterAnHourOnTheLake(AMPHIBIOUS);

        // Then
        assertThat(over.getState()).isEqualTo(Shift.State.ENDED);
        assertThat(kinds(claimed)).containsExactly(SuspicionKind.OFF_WATER);
        assertThat(kinds(afterwards)).doesNotContain(SuspicionKind.OFF_WATER);
        assertThat(afterwards.getUnjudgedCount()).isEqualTo(1);
    }

    @Test
    void a_claim_is_refused_that_nobody_could_keep() {
        // When
        StatusRuntimeException onLand =
                refused(() -> roster().planShift(shift(CAR).addWaters(LAKE).build()));
        StatusRuntimeException nowhere = refused(() -> roster().planShift(
                        shift(BOAT).addWaters("gridFeatures/water-none").build()));
        StatusRuntimeException both = refused(() ->
                roster().planShift(shift(BOAT).addWaters(LAKE).setAshore(true).build()));

        // Then
        assertThat(reasonOf(onLand)).isEqualTo(Reason.INCOMPLETE);
        assertThat(metadataOf(onLand)).containsEntry("missing", "medium_off_land");
        assertThat(onLand.getStatus().getDescription()).contains(CAR, LAKE);
        assertThat(reasonOf(nowhere)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(both)).isEqualTo(Reason.INVALID_FIELD);
    }
}
