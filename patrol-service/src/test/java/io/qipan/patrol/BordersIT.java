package io.qipan.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.patrol.duty.DutyBoard;
import io.qipan.patrol.rescue.RescueBoard;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.ChangeDutyLevelRequest;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.DutyLevel;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.PartnerForce;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.RecordRescueRequest;
import io.qipan.proto.patrol.v1.RescueFacts;
import io.qipan.proto.patrol.v1.RescueServiceGrpc;
import io.qipan.proto.patrol.v1.ReviseDutyPlanRequest;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.Strength;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.ServiceContracts;
import io.qipan.testkit.Strangers;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A unit to which nothing belongs tries every RPC by which units reach rows of their own; {@code -Dqipan.test.seed=N} tries
 * the same again.
 */
class BordersIT {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
    private static final String BOAT = "units/boat-1";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final DutyBoard duty = DutyBoard.over(patrol);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(this::services).withClock(clock);

    private List<RpcService> services() {
        List<RpcService> services = new ArrayList<>(patrol.services());
        services.add(duty.rpc());
        services.add(duty.roster().rpc());
        services.add(new RescueBoard(patrol).rpc());
        return services;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private Channel commander() {
        return harness.channel(Role.COMMANDER, Role.ENGINEER);
    }

    private void aUnit(String name) {
        var _ = DATABASE.unitOfWork()
                .run(
                        "test",
                        () -> patrol.units()
                                .add(Unit.registered(name, name, "assault_boat", List.of(), Optional.empty())));
    }

    private Shift planned(int fromHour) {
        return RosterServiceGrpc.newBlockingStub(commander())
                .planShift(PlanShiftRequest.newBuilder()
                        .setRequestId(newId())
                        .setUnit(BOAT)
                        .setFrom(Times.message(clock.instant().plus(Duration.ofHours(fromHour))))
                        .setUntil(Times.message(clock.instant().plus(Duration.ofHours(fromHour + 8))))
                        .addCrew(CrewMember.newBuilder().setMember("zhou").setRole("coxswain"))
                        .build())
                .getShift();
    }

    private void onDuty() {
        Shift shift = planned(0);
        var _ = RosterServiceGrpc.newBlockingStub(harness.unitChannel(BOAT))
                .startShift(StartShiftRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setMember("zhou")
                        .build());
        var _ = planned(8);
    }

    private static DutyLevel.Builder level(String code, int rank) {
        return DutyLevel.newBuilder()
                .setCode(code)
                .setNameEn(code)
                .setNameZh("\u7ea7")
                .setRank(rank)
                .setMultiplier(1)
                .setAcknowledgeWithinS(60);
    }

    private void toldOfALevel() {
        var stub = DutyServiceGrpc.newBlockingStub(commander());
        var _ = stub.reviseDutyPlan(ReviseDutyPlanRequest.newBuilder()
                .setRequestId(newId())
                .setReason("summer")
                .addBase(Strength.newBuilder().setKind("assault_boat").setUnits(1))
                .addLevels(level("usual", 1))
                .addLevels(level("level-1", 2))
                .build());
        var _ = stub.changeDutyLevel(ChangeDutyLevelRequest.newBuilder()
                .setRequestId(newId())
                .setLevel("level-1")
                .setReason("ice warning")
                .build());
    }

    private void aRescue() {
        var _ = RescueServiceGrpc.newBlockingStub(harness.unitChannel(BOAT))
                .recordRescue(RecordRescueRequest.newBuilder()
                        .setRequestId(newId())
                        .setFacts(RescueFacts.newBuilder()
                                .setKind(RescueFacts.Kind.RESCUE)
                                .setHappenedAt(Times.message(clock.instant().minusSeconds(3600)))
                                .setPoint(Point.newBuilder()
                                        .setLatitude(39.66)
                                        .setLongitude(106.8)
                                        .setDatum(Datum.WGS84))
                                .setWater("Wuhai Lake")
                                .addUnits(BOAT)
                                .addPartners(PartnerForce.newBuilder()
                                        .setOrganisation("Blue Sky Rescue")
                                        .setPeople(8))
                                .setDone("threw a line")
                                .setRescued(1))
                        .build());
    }

    /** What belongs to nobody, or to all units: the plans of duty and the orders by them. */
    private static boolean isOfAUnit(String row) {
        return row.matches("(units|shifts|dutyNotices|rescueRecords)/.*");
    }

    private List<String> everyRow() {
        return DATABASE.unitOfWork()
                .read(() -> StreamSupport.stream(
                                Tx.current()
                                        .query("select distinct resource from journal")
                                        .spliterator(),
                                false)
                        .map(row -> row.getString(0))
                        .filter(BordersIT::isOfAUnit)
                        .toList());
    }

    @Test
    void no_row_of_a_unit_is_told_to_another() {
        // Given
        aUnit(BOAT);
        aUnit("units/stranger");
        onDuty();
        toldOfALevel();
        aRescue();
        List<String> rows = new ArrayList<>(everyRow());
        rows.add(BOAT);
        Strangers strangers = new Strangers(
                Role.UNIT,
                harness.unitChannel("units/stranger"),
                harness.unitChannel(BOAT),
                BOAT,
                rows.stream().distinct().toList(),
                SEED);

        // When
        List<String> tried = strangers.tryAll(ServiceContracts.of("patrol"));

        // Then
        assertThat(tried)
                .contains("qipan.patrol.v1.RescueService/ListRescues", "qipan.patrol.v1.TrackService/SummarizeTrack")
                .hasSizeGreaterThan(16);
    }
}
