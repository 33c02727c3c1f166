package io.qipan.patrol.history;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.PositionCalendar;
import io.qipan.patrol.position.PositionMeters;
import io.qipan.patrol.position.PositionPorts;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.FleetHistoryServiceGrpc;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsRequest;
import io.qipan.proto.patrol.v1.ListPastUnitsResponse;
import io.qipan.proto.patrol.v1.PastUnit;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FleetHistoryIT {
    private static final String ORDER = "orders/01939b4e-0000-7000-8000-000000000001";
    private static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000002";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> {
                List<RpcService> services = new ArrayList<>(
                        Patrol.onPostgres(DATABASE.unitOfWork(), clock).services());
                services.add(FleetHistory.onPostgres(DATABASE.unitOfWork(), clock));
                return services;
            })
            .withClock(clock);

    private UnitServiceBlockingStub units() {
        return UnitServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private void register(String id) {
        Unit ignored = units().registerUnit(RegisterUnitRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName("units/" + id)
                        .setCallSign(id)
                        .setKind("patrol_car")
                        .build())
                .getUnit();
    }

    private void report(String id, double latitude, Instant fixedAt) {
        boolean ignored = units().reportPosition(ReportPositionRequest.newBuilder()
                        .setRequestId(requestId())
                        .setUnit("units/" + id)
                        .setPoint(Point.newBuilder()
                                .setLatitude(latitude)
                                .setLongitude(106.8)
                                .setDatum(Datum.WGS84))
                        .setFixedAt(Times.message(fixedAt))
                        .build())
                .getLatest();
    }

    private void takeOut(String id) {
        Unit unit = units().getUnit(
                        GetUnitRequest.newBuilder().setName("units/" + id).build())
                .getUnit();
        Unit ignored = units().changeUnitStatus(ChangeUnitStatusRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(unit.getName())
                        .setEtag(unit.getEtag())
                        .setStatus(Unit.Status.OUT_OF_SERVICE)
                        .setReason("flat tyre")
                        .build())
                .getUnit();
    }

    private void commit(String id) {
        int ignored = CommitmentServiceGrpc.newBlockingStub(harness.channel(Role.SERVICE))
                .commitUnits(CommitUnitsRequest.newBuilder()
                        .setRequestId(requestId())
                        .addCommits(CommitRequest.newBuilder()
                                .setUnit("units/" + id)
                                .setOrder(ORDER)
                                .setIncident(INCIDENT))
                        .build())
                .getResultsCount();
    }

    private void release(String id) {
        boolean ignored = CommitmentServiceGrpc.newBlockingStub(harness.channel(Role.SERVICE))
                .releaseCommitment(ReleaseCommitmentRequest.newBuilder()
                        .setRequestId(requestId())
                        .setUnit("units/" + id)
                        .setOrder(ORDER)
                        .setIncident(INCIDENT)
                        .setReason("cleared")
                        .build())
                .hasCommitment();
    }

    private ListPastUnitsResponse at(Instant at, int pageSize, String token) {
        return FleetHistoryServiceGrpc.newBlockingStub(harness.channel(Role.SERVICE))
                .listPastUnits(ListPastUnitsRequest.newBuilder()
                        .setAt(Times.message(at))
                        .setPageSize(pageSize)
                        .setPageToken(token)
                        .build());
    }

    private PastUnit unit(Instant at) {
        return at(at, 0, "").getUnitsList().getFirst();
    }

    @Test
    void aUnitIsToldAsItWasKnownAtEachMoment() {
        // Given
        Instant before = clock.instant();
        Instant registered = clock.advance(Duration.ofMinutes(1));
        register("car");
        Instant committed = clock.advance(Duration.ofMinutes(1));
        commit("car");
        Instant released = clock.advance(Duration.ofMinutes(1));
        release("car");
        Instant out = clock.advance(Duration.ofMinutes(1));
        takeOut("car");
        clock.advance(Duration.ofHours(1));

        // When
        List<PastUnit> seen = List.of(unit(registered), unit(committed), unit(released), unit(out));

        // Then
        assertThat(at(before, 0, "").getUnitsList()).isEmpty();
        assertThat(seen).extracting(past -> past.getUnit().getCommittedOrder()).containsExactly("", ORDER, "", "");
        assertThat(seen)
                .extracting(past -> past.getUnit().getStatus())
                .containsExactly(
                        Unit.Status.IN_SERVICE,
                        Unit.Status.IN_SERVICE,
                        Unit.Status.IN_SERVICE,
                        Unit.Status.OUT_OF_SERVICE);
    }

    @Test
    void theDutyOfAUnitIsThatOfTheMoment() {
        // Given
        register("car");
        Instant planned = clock.advance(Duration.ofMinutes(10));
        Instant started = clock.advance(Duration.ofMinutes(10));
        Instant ended = clock.advance(Duration.ofMinutes(10));
        DATABASE.execute("""
                insert into shift (id, version, unit_name, from_at, until_at, crew, state, started_at, started_by,
                    ended_at, end_notes, handover)
                values ('01939b4e-0000-7000-8000-000000000003', 3, 'units/car', '%s', '%s', '[{}]', 'ended', '%s', 'A1',
                    '%s', '', '[]')\
                """.formatted(planned, ended.plus(Duration.ofHours(1)), started, ended));
        clock.advance(Duration.ofDays(9));

        // When
        List<PastUnit> seen = List.of(unit(planned), unit(started), unit(ended), unit(ended.plus(Duration.ofDays(4))));

        // Then
        assertThat(seen)
                .extracting(past -> past.getUnit().getDuty())
                .containsExactly(Unit.Duty.OFF_DUTY, Unit.Duty.ON_DUTY, Unit.Duty.OFF_DUTY, Unit.Duty.NO_SHIFT_TODAY);
    }

    @Test
    void aFixCountsFromItsArrivalAndGrowsStaleWithTime() {
        // Given
        register("car");
        Instant first = clock.advance(Duration.ofMinutes(1));
        report("car", 39.1, first);
        Instant late = clock.advance(Duration.ofMinutes(10));
        report("car", 39.2, first.plusSeconds(30));

        // When
        PastUnit fresh = unit(first.plusSeconds(60));
        PastUnit stale = unit(late.minusSeconds(1));
        PastUnit told = unit(late);
        PastUnit nextDay = unit(clock.advance(Duration.ofHours(25)));

        // Then
        assertThat(fresh.getUnit().getPosition().getWgs84().getLatitude()).isEqualTo(39.1);
        assertThat(fresh.getPositionStale()).isFalse();
        assertThat(stale.getUnit().getPosition().getWgs84().getLatitude()).isEqualTo(39.1);
        assertThat(stale.getPositionStale()).isTrue();
        assertThat(told.getUnit().getPosition().getWgs84().getLatitude()).isEqualTo(39.2);
        assertThat(nextDay.getUnit().hasPosition()).isFalse();
    }

    @Test
    void aDayInTheArchiveTellsPositionsAndOneThatIsGoneIsNamed() {
        // Given
        Instant now = clock.instant();
        String table = "position_"
                + LocalDate.ofInstant(now, ZoneOffset.UTC).toString().replace('-', '_');
        PositionCalendar calendar = new PositionCalendar(
                DATABASE.unitOfWork(),
                PositionPorts.days(),
                new PositionMeters(new SimpleMeterRegistry()),
                clock,
                Duration.ofDays(10));
        calendar.turn();
        register("car-1");
        report("car-1", 39.7, now);
        clock.set(now.plus(Duration.ofDays(12)));
        calendar.turn();

        // When
        ListPastUnitsResponse archived = at(now.plusSeconds(60), 10, "");
        DATABASE.execute("drop table " + table);
        ListPastUnitsResponse gone = at(now.plusSeconds(60), 10, "");

        // Then
        assertThat(archived.getGoneDaysList()).isEmpty();
        assertThat(archived.getUnits(0).getUnit().getPosition().getWgs84().getLatitude())
                .isEqualTo(39.7);
        assertThat(gone.getUnits(0).getUnit().hasPosition()).isFalse();
        assertThat(gone.getGoneDaysList())
                .containsExactly(LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
    }

    @Test
    void aFleetIsToldInPagesAndNotOfTheFuture() {
        // Given
        register("car-1");
        register("car-2");

        // When
        ListPastUnitsResponse first = at(clock.instant(), 1, "");

        // Then
        ListPastUnitsResponse second = at(clock.instant(), 1, first.getNextPageToken());
        assertThat(first.getUnitsList())
                .extracting(past -> past.getUnit().getName())
                .containsExactly("units/car-1");
        assertThat(second.getUnitsList())
                .extracting(past -> past.getUnit().getName())
                .containsExactly("units/car-2");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(reasonOf(refused(() -> at(clock.instant().plusSeconds(3_600), 0, ""))))
                .isEqualTo(Reason.TIME_IN_FUTURE);
    }
}
