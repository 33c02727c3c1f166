package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.drive;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.model.Fix;
import io.qipan.proto.patrol.v1.Coverage;
import io.qipan.proto.patrol.v1.CoverageEvidence;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc.CoverageServiceBlockingStub;
import io.qipan.proto.patrol.v1.Freshness;
import io.qipan.proto.patrol.v1.GetCoverageRequest;
import io.qipan.proto.patrol.v1.GetCoverageResponse;
import io.qipan.proto.patrol.v1.GetFreshnessRequest;
import io.qipan.proto.patrol.v1.GetSuspicionRequest;
import io.qipan.proto.patrol.v1.GetVisitDutyRequest;
import io.qipan.proto.patrol.v1.ListDueVisitsRequest;
import io.qipan.proto.patrol.v1.ListDueVisitsResponse;
import io.qipan.proto.patrol.v1.ListSuspicionsRequest;
import io.qipan.proto.patrol.v1.ListVisitsRequest;
import io.qipan.proto.patrol.v1.ListVisitsResponse;
import io.qipan.proto.patrol.v1.RecomputeCoverageRequest;
import io.qipan.proto.patrol.v1.Suspicion;
import io.qipan.proto.patrol.v1.SuspicionKind;
import io.qipan.proto.patrol.v1.SuspicionReason;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc.SuspicionServiceBlockingStub;
import io.qipan.proto.patrol.v1.Visit;
import io.qipan.proto.patrol.v1.VisitDuty;
import io.qipan.proto.patrol.v1.VisitDutyState;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageRpcIT {
    private static final String CAR = "units/car-1";
    private static final String BIKE = "units/bike-1";
    private static final String POINT = "gridFeatures/must_patrol_point-P";
    private static final String ZONE = "gridFeatures/zone-W";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(MORNING.plusSeconds(600));
    private final Surveyor surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(surveyor::services).withClock(clock);

    @BeforeEach
    void draw() {
        surveyor.register(CAR, "patrol_car");
        surveyor.register(BIKE, "motorcycle");
        List<GridFeature> features = new ArrayList<>(Beat.land());
        features.add(point("P", 5, 1, rule(2, Period.DAY, 0)));
        features.add(point("Q", 5, 9, rule(1, Period.DAY, 0, "06:00-09:00")));
        features.add(point("R", 9, 9, rule(1, Period.MONTH, 0)));
        surveyor.grid(MORNING.minus(Duration.ofDays(2)), features.toArray(GridFeature[]::new));
    }

    private CoverageServiceBlockingStub coverage() {
        return CoverageServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private SuspicionServiceBlockingStub suspicion() {
        return SuspicionServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private static GetCoverageRequest of(String feature) {
        return GetCoverageRequest.newBuilder().setFeature(feature).build();
    }

    @Test
    void a_feature_is_told_with_visits_units_and_evidence() {
        // Given
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.report(
                BIKE, List.of(fix("phone", MORNING, 0, 1, true), fix("phone", MORNING.plusSeconds(60), 10, 1, true)));
        surveyor.measureAll();

        // When
        Coverage told = coverage().getCoverage(of(POINT)).getCoverages(0);

        // Then
        assertThat(told.getDuty().getName()).isEqualTo("visitDuties/must_patrol_point-P/2026-11-20");
        assertThat(told.getDuty().getState()).isEqualTo(VisitDutyState.PENDING);
        assertThat(told.getDuty().getDone()).isEqualTo(1);
        assertThat(told.getDuty().getNeeded()).isEqualTo(2);
        assertThat(told.getDuty().getRevision()).isEqualTo(1);
        assertThat(told.getUnitsList()).containsExactly(CAR);
        assertThat(told.getVisitsList()).extracting(Visit::getUnit).containsExactly(CAR);
        assertThat(told.getVisits(0).getDwellS()).isBetween(6.9, 7.1);
        assertThat(told.getEvidenceList())
                .extracting(CoverageEvidence::getUnit, CoverageEvidence::getMockLocation)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(CAR, false),
                        org.assertj.core.groups.Tuple.tuple(BIKE, true));
    }

    @Test
    void a_zone_is_told_page_by_page_and_each_feature_in_its_period() {
        // Given
        surveyor.measureAll();

        // When
        GetCoverageResponse first =
                coverage().getCoverage(of(ZONE).toBuilder().setPageSize(2).build());
        GetCoverageResponse second = coverage()
                .getCoverage(of(ZONE).toBuilder()
                        .setPageSize(2)
                        .setPageToken(first.getNextPageToken())
                        .build());

        // Then
        assertThat(first.getCoveragesList())
                .extracting(one -> one.getDuty().getPeriod().getCode())
                .containsExactly("2026-11-20", "2026-11-20");
        assertThat(second.getCoveragesList())
                .extracting(one -> one.getDuty().getPeriod().getCode())
                .containsExactly("2026-11");
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void what_the_grid_does_not_have_cannot_be_asked_for() {
        // When
        var refused = refused(() -> coverage().getCoverage(of("gridFeatures/must_patrol_point-none")));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> coverage().getCoverage(of("gridFeatures/zone-none")))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> coverage().getCoverage(of("gridFeatures/kiosk-K")))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> coverage()
                        .getVisitDuty(GetVisitDutyRequest.newBuilder()
                                .setName("visitDuties/must_patrol_point-P/2020-01-01")
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void due_visits_are_listed_for_units_too_and_duties_are_read_one_by_one() {
        // Given the window of Q is over, and it is ten
        surveyor.measureAll();
        CoverageServiceBlockingStub unit = CoverageServiceGrpc.newBlockingStub(harness.unitChannel(CAR));

        // When
        ListDueVisitsResponse due = unit.listDueVisits(
                ListDueVisitsRequest.newBuilder().setOptionalZone(ZONE).build());

        // Then
        assertThat(due.getDutiesList())
                .extracting(VisitDuty::getFeature, VisitDuty::getState, VisitDuty::getNeededByNow)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "gridFeatures/must_patrol_point-Q", VisitDutyState.OVERDUE, 1));
        assertThat(unit.getVisitDuty(GetVisitDutyRequest.newBuilder()
                                .setName(due.getDuties(0).getName())
                                .build())
                        .getDuty())
                .isEqualTo(due.getDuties(0));
        assertThat(reasonOf(refused(() -> unit.getCoverage(of(POINT))))).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void freshness_is_that_of_the_way_between_fixes() {
        // Given a way through the cell, both ends of which are outside of it
        surveyor.report(CAR, drive(MORNING, 100, 10, -2, 10, 22));
        surveyor.measureAll();

        // When
        List<Freshness> areas = coverage()
                .getFreshness(
                        GetFreshnessRequest.newBuilder().setOptionalZone(ZONE).build())
                .getAreasList();

        // Then
        assertThat(areas)
                .extracting(Freshness::getFeature, Freshness::getUnit)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gridFeatures/cell-S", CAR),
                        org.assertj.core.groups.Tuple.tuple(ZONE, CAR));
        assertThat(areas.getFirst().getSecondsSince()).isEqualTo(508);
        assertThat(coverage()
                        .getFreshness(GetFreshnessRequest.newBuilder()
                                .setOptionalKind("drone")
                                .build())
                        .getAreasList())
                .containsExactly(Freshness.newBuilder().setFeature(ZONE).build());
    }

    @Test
    void visits_are_listed_the_last_first() {
        // Given
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.report(BIKE, drive(MORNING.plusSeconds(10), 60, 0, 1, 10, 1));
        surveyor.measureAll();
        ListVisitsRequest all = ListVisitsRequest.newBuilder()
                .setFrom(Times.message(MORNING.minusSeconds(60)))
                .setUntil(Times.message(MORNING.plusSeconds(600)))
                .setPageSize(1)
                .build();

        // When
        ListVisitsResponse first = coverage().listVisits(all);
        ListVisitsResponse second = coverage()
                .listVisits(
                        all.toBuilder().setPageToken(first.getNextPageToken()).build());

        // Then
        assertThat(first.getVisitsList()).extracting(Visit::getUnit).containsExactly(BIKE);
        assertThat(second.getVisitsList()).extracting(Visit::getUnit).containsExactly(CAR);
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void an_interval_is_measured_again_on_request() {
        // Given
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.measureAll();
        List<String> before = surveyor.everything();
        DATABASE.execute("delete from coverage_evidence");
        RecomputeCoverageRequest request = RecomputeCoverageRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setFrom(Times.message(MORNING))
                .setUntil(Times.message(MORNING.plusSeconds(60)))
                .build();

        // When
        int units = coverage().recomputeCoverage(request).getUnits();
        surveyor.measureAll();

        // Then
        assertThat(units).isEqualTo(1);
        assertThat(surveyor.everything()).isEqualTo(before);
        assertThat(reasonOf(refused(() -> coverage()
                        .recomputeCoverage(request.toBuilder()
                                .setRequestId(UUID.randomUUID().toString())
                                .setOptionalUnit("units/none")
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    private Suspicion suspicion(String unit, Instant from) {
        return suspicion()
                .getSuspicion(GetSuspicionRequest.newBuilder()
                        .setUnit(unit)
                        .setFrom(Times.message(from))
                        .setUntil(Times.message(from.plus(Duration.ofHours(1))))
                        .build())
                .getSuspicion();
    }

    /** A winding way that nobody else goes to the metre. */
    private static List<Fix> winding(String device, Instant from) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            fixes.add(fix(device, from.plusSeconds(5L * i), 5 + 0.1 * i, 10 + Math.sin(i), false));
        }
        return fixes;
    }

    @Test
    void a_track_that_is_played_again_is_suspicious_and_the_first_one_is_not() {
        // Given the same way a day later, by another unit
        Instant later = MORNING.plus(Duration.ofDays(1)).plusSeconds(437);
        clock.set(later.plus(Duration.ofHours(1)));
        surveyor.report(CAR, winding("one", MORNING));
        surveyor.report(BIKE, winding("two", later));
        surveyor.measureAll();

        // When
        Suspicion again = suspicion(BIKE, later);

        // Then
        assertThat(again.getReasonsList())
                .extracting(SuspicionReason::getKind, SuspicionReason::getOtherUnit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SuspicionKind.REPLAYED_TRACK, CAR));
        assertThat(again.getScore()).isGreaterThan(0.8);
        assertThat(again.getReasons(0).getText()).contains(CAR);
        assertThat(suspicion(CAR, MORNING).getScore()).isZero();
        assertThat(suspicion(CAR, MORNING).getFixes()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void a_copy_with_one_fix_in_so_many_left_is_suspicious_too(int oneIn) {
        // Given
        Instant later = MORNING.plus(Duration.ofDays(1)).plusSeconds(437);
        clock.set(later.plus(Duration.ofHours(1)));
        List<Fix> copy = winding("two", later);
        surveyor.report(CAR, winding("one", MORNING));
        surveyor.report(
                BIKE,
                IntStream.range(0, copy.size())
                        .filter(i -> i % oneIn == 1)
                        .mapToObj(copy::get)
                        .toList());
        surveyor.measureAll();

        // When
        Suspicion again = suspicion(BIKE, later);

        // Then
        assertThat(again.getReasonsList())
                .extracting(SuspicionReason::getKind, SuspicionReason::getOtherUnit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SuspicionKind.REPLAYED_TRACK, CAR));
        assertThat(again.getReasons(0).getText()).contains("fixes may have been left out");
        assertThat(suspicion(CAR, MORNING).getScore()).isZero();
    }

    @Test
    void doubtful_units_are_listed_with_their_reasons() {
        // Given a device that reports for two units at once, a made-up place and a jump
        List<Fix> jump = new ArrayList<>(drive(MORNING, 10, 0, 1, 1, 1));
        jump.add(fix(MORNING.plusSeconds(30), 30, 30));
        surveyor.report(CAR, jump);
        surveyor.report(BIKE, List.of(fix("phone", MORNING.plusSeconds(5), 9, 9, true)));
        surveyor.measureAll();

        // When
        List<Suspicion> found = suspicion()
                .listSuspicions(ListSuspicionsRequest.newBuilder()
                        .setFrom(Times.message(MORNING))
                        .setUntil(Times.message(MORNING.plusSeconds(600)))
                        .build())
                .getSuspicionsList();

        // Then
        assertThat(found).extracting(Suspicion::getUnit).containsExactly(BIKE, CAR);
        assertThat(found.getFirst().getReasonsList())
                .extracting(SuspicionReason::getKind)
                .containsExactly(SuspicionKind.MOCK_LOCATION, SuspicionKind.SHARED_DEVICE);
        assertThat(found.getLast().getReasonsList())
                .extracting(SuspicionReason::getKind)
                .containsExactly(SuspicionKind.SHARED_DEVICE, SuspicionKind.IMPOSSIBLE_SPEED);
        assertThat(found.getLast().getScore()).isBetween(0.78, 0.80);
    }
}
