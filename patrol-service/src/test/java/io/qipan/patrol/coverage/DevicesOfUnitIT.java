package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.model.Fix;
import io.qipan.proto.patrol.v1.Coverage;
import io.qipan.proto.patrol.v1.CoverageServiceGrpc;
import io.qipan.proto.patrol.v1.GetCoverageRequest;
import io.qipan.proto.patrol.v1.GetSuspicionRequest;
import io.qipan.proto.patrol.v1.Suspicion;
import io.qipan.proto.patrol.v1.SuspicionKind;
import io.qipan.proto.patrol.v1.SuspicionReason;
import io.qipan.proto.patrol.v1.SuspicionServiceGrpc;
import io.qipan.proto.patrol.v1.UnjudgedSuspicion;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What depends on whose fixes they are: on the device, on the medium, and on the revision of the period. */
class DevicesOfUnitIT {
    private static final String CAR = "units/car-1";
    private static final String BOAT = "units/boat-1";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(MORNING.plus(Duration.ofHours(2)));
    private final Surveyor surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(surveyor::services).withClock(clock);

    @BeforeEach
    void register() {
        surveyor.register(CAR, "patrol_car");
        surveyor.register(BOAT, "patrol_boat_small");
    }

    private static GridFeature[] with(GridFeature... more) {
        return Stream.concat(Beat.land().stream(), Arrays.stream(more)).toArray(GridFeature[]::new);
    }

    private List<Coverage> coverage(String feature, Instant at) {
        return CoverageServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER))
                .getCoverage(GetCoverageRequest.newBuilder()
                        .setFeature(feature)
                        .setAt(Times.message(at))
                        .build())
                .getCoveragesList();
    }

    private Suspicion suspicion(String unit) {
        return SuspicionServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER))
                .getSuspicion(GetSuspicionRequest.newBuilder()
                        .setUnit(unit)
                        .setFrom(Times.message(MORNING))
                        .setUntil(Times.message(MORNING.plus(Duration.ofHours(1))))
                        .build())
                .getSuspicion();
    }

    @Test
    void what_lies_between_two_devices_of_a_unit_was_not_visited() {
        // Given a telephone on each side of the point; neither comes near
        surveyor.grid(MORNING.minus(Duration.ofDays(3)), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            fixes.add(fix("west", MORNING.plusSeconds(60L * i), 2, 1, false));
            fixes.add(fix("east", MORNING.plusSeconds(60L * i + 30), 8, 1, false));
        }
        surveyor.report(CAR, fixes);

        // When
        surveyor.measureAll();

        // Then
        Coverage told = coverage("gridFeatures/must_patrol_point-P", MORNING).getFirst();
        assertThat(told.getVisitsList()).isEmpty();
        assertThat(told.getEvidenceList()).isEmpty();
    }

    @Test
    void of_a_zone_each_feature_is_told_by_the_revision_that_counts_for_its_own_period() {
        // Given a monthly point that the grid has since the day after
        GridFeature daily = point("P", 5, 1, rule(1, Period.DAY, 0));
        surveyor.grid(MORNING.minus(Duration.ofDays(3)), with(daily));
        surveyor.grid(MORNING.plus(Duration.ofDays(1)), with(daily, point("M", 9, 9, rule(1, Period.MONTH, 0))));
        clock.set(MORNING.plus(Duration.ofDays(2)));

        // When
        List<Coverage> told = coverage("gridFeatures/zone-W", MORNING);

        // Then
        assertThat(told)
                .extracting(one -> one.getDuty().getFeature())
                .containsExactly("gridFeatures/must_patrol_point-M", "gridFeatures/must_patrol_point-P");
        assertThat(coverage("gridFeatures/must_patrol_point-M", MORNING)).containsExactly(told.getFirst());
    }

    @Test
    void a_boat_in_town_is_off_the_water_once_the_grid_knows_waters() {
        // Given
        surveyor.grid(MORNING.minus(Duration.ofDays(3)), with());
        surveyor.report(BOAT, Beat.drive(MORNING, 60, 30, 30, 30.5, 30, 31, 30, 31.5, 30));
        surveyor.measureAll();
        Suspicion before = suspicion(BOAT);
        surveyor.grid(
                MORNING.plusSeconds(3_000),
                with(Beat.drawn(FeatureKind.WATER, "R", "POLYGON ((0 0, 4 0, 4 20, 0 20, 0 0))")));

        // When
        surveyor.measureAll();

        // Then
        assertThat(before.getReasonsList()).isEmpty();
        assertThat(before.getUnjudgedList())
                .extracting(UnjudgedSuspicion::getKind)
                .containsExactly(SuspicionKind.OFF_WATER);
        assertThat(suspicion(BOAT).getReasonsList())
                .extracting(SuspicionReason::getKind, SuspicionReason::getCount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(SuspicionKind.OFF_WATER, 4));
        assertThat(suspicion(BOAT).getUnjudgedList()).isEmpty();
    }
}
