package io.qipan.patrol.unit;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.GetUnitRequest;
import io.qipan.proto.patrol.v1.ListStationsRequest;
import io.qipan.proto.patrol.v1.ListUnitKindsRequest;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.ListUnitsResponse;
import io.qipan.proto.patrol.v1.RegisterStationRequest;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.ReportPositionResponse;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.UnitServiceGrpc.UnitServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnitRpcTest {
    private static final Point LAKE = Point.newBuilder()
            .setLatitude(39.66)
            .setLongitude(106.80)
            .setDatum(Datum.GCJ02)
            .build();

    private final TestClock clock = TestClock.standing();
    private final FakeJournal journal = new FakeJournal();
    private final Patrol patrol = Patrol.inMemory(clock, journal);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    private UnitServiceBlockingStub as(Role... roles) {
        return on(harness.channel(roles));
    }

    private static UnitServiceBlockingStub on(Channel channel) {
        return UnitServiceGrpc.newBlockingStub(channel);
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private static RegisterUnitRequest.Builder car(String id) {
        return RegisterUnitRequest.newBuilder()
                .setRequestId(requestId())
                .setName("units/" + id)
                .setCallSign("call sign " + id)
                .setKind("patrol_car");
    }

    private Unit registered(String id) {
        return as(Role.COMMANDER).registerUnit(car(id).build()).getUnit();
    }

    private static ReportPositionRequest.Builder position(String unit) {
        return ReportPositionRequest.newBuilder()
                .setRequestId(requestId())
                .setUnit(unit)
                .setPoint(LAKE)
                .setAccuracyM(8);
    }

    private static ChangeUnitStatusRequest.Builder outOfService(Unit unit) {
        return ChangeUnitStatusRequest.newBuilder()
                .setRequestId(requestId())
                .setName(unit.getName())
                .setEtag(unit.getEtag())
                .setStatus(Unit.Status.OUT_OF_SERVICE)
                .setReason("engine");
    }

    private Unit get(String name) {
        return as(Role.DISPATCHER)
                .getUnit(GetUnitRequest.newBuilder().setName(name).build())
                .getUnit();
    }

    @Test
    void a_registered_unit_is_in_service_and_in_the_journal() {
        // Given
        RegisterUnitRequest request =
                car("1").addExtraCapabilities("drone_pilot").build();

        // When
        Unit unit = as(Role.ENGINEER).registerUnit(request).getUnit();

        // Then
        assertThat(unit)
                .isEqualTo(Unit.newBuilder()
                        .setName("units/1")
                        .setEtag("1")
                        .setCallSign("call sign 1")
                        .setKind("patrol_car")
                        .addExtraCapabilities("drone_pilot")
                        .setStatus(Unit.Status.IN_SERVICE)
                        .build());
        assertThat(get("units/1").toBuilder().clearDuty().build()).isEqualTo(unit);
        assertThat(journal.last().action()).isEqualTo("unit.registered");
        assertThat(journal.last().state()).isEqualTo(unit);
    }

    @Test
    void a_repeated_request_gets_the_same_answer_and_changes_nothing() {
        // Given
        RegisterUnitRequest request = car("1").build();
        Unit first = as(Role.ENGINEER).registerUnit(request).getUnit();

        // When
        Unit second = as(Role.ENGINEER).registerUnit(request).getUnit();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(journal.told()).hasSize(1);
    }

    @Test
    void an_id_and_a_call_sign_that_exist_are_refused_with_the_unit_that_has_them() {
        // Given
        registered("1");

        // When
        StatusRuntimeException sameName = refused(() -> registered("1"));
        StatusRuntimeException sameCallSign = refused(() -> as(Role.ENGINEER)
                .registerUnit(car("2").setCallSign("call sign 1").build()));

        // Then
        for (StatusRuntimeException refusal : new StatusRuntimeException[] {sameName, sameCallSign}) {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ALREADY_EXISTS);
            assertThat(metadataOf(refusal)).containsEntry("resource", "units/1");
        }
    }

    @Test
    void an_unknown_kind_and_an_unknown_station_are_not_found() {
        // Given
        RegisterUnitRequest broom = car("1").setKind("broom").build();
        RegisterUnitRequest lost = car("1").setOptionalStation("stations/moon").build();

        // When
        StatusRuntimeException noKind = refused(() -> as(Role.ENGINEER).registerUnit(broom));
        StatusRuntimeException noStation = refused(() -> as(Role.ENGINEER).registerUnit(lost));

        // Then
        assertThat(reasonOf(noKind)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(noKind)).containsEntry("resource", "broom");
        assertThat(reasonOf(noStation)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(noStation)).containsEntry("resource", "stations/moon");
    }

    @Test
    void a_station_is_registered_once_and_listed() {
        // Given
        RegisterStationRequest.Builder station = RegisterStationRequest.newBuilder()
                .setName("stations/lake")
                .setTitleEn("Lake")
                .setTitleZh("湖")
                .setPoint(LAKE);
        as(Role.COMMANDER).registerStation(station.setRequestId(requestId()).build());

        // When
        StatusRuntimeException again = refused(() -> as(Role.COMMANDER)
                .registerStation(station.setRequestId(requestId()).build()));

        // Then
        assertThat(reasonOf(again)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(again)).containsEntry("resource", "stations/lake");
        assertThat(as(Role.UNIT)
                        .listStations(ListStationsRequest.getDefaultInstance())
                        .getStationsList())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.getPoint()).isEqualTo(LAKE);
                    assertThat(listed.getEtag()).isEqualTo("1");
                });
        assertThat(journal.actions()).containsExactly("station.registered");
    }

    @Test
    void kinds_are_listed_by_code() {
        // Given
        ListUnitKindsRequest request = ListUnitKindsRequest.getDefaultInstance();

        // When
        var kinds = as(Role.UNIT).listUnitKinds(request).getKindsList();

        // Then
        assertThat(kinds).extracting(kind -> kind.getCode()).isSorted().contains("patrol_car");
        assertThat(kinds).allMatch(kind -> kind.getUsualSpeedMps() > 0 && kind.getStaleAfterS() > 0);
    }

    @Test
    void an_unknown_unit_is_not_found() {
        // Given
        String name = "units/none";

        // When
        StatusRuntimeException refusal = refused(() -> get(name));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(refusal)).containsEntry("resource", name);
    }

    @Test
    void lists_are_paged_and_the_token_belongs_to_the_filter() {
        // Given
        registered("1");
        registered("2");
        registered("3");
        ListUnitsRequest two = ListUnitsRequest.newBuilder().setPageSize(2).build();

        // When
        ListUnitsResponse first = as(Role.DISPATCHER).listUnits(two);

        // Then
        assertThat(first.getUnitsList()).extracting(Unit::getName).containsExactly("units/1", "units/2");
        ListUnitsRequest next =
                two.toBuilder().setPageToken(first.getNextPageToken()).build();
        ListUnitsResponse last = as(Role.DISPATCHER).listUnits(next);
        assertThat(last.getUnitsList()).extracting(Unit::getName).containsExactly("units/3");
        assertThat(last.getNextPageToken()).isEmpty();
        ListUnitsRequest otherFilter =
                next.toBuilder().setOptionalKind("officer").build();
        assertThat(reasonOf(refused(() -> as(Role.DISPATCHER).listUnits(otherFilter))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void a_unit_takes_itself_out_of_service() {
        // Given
        Unit unit = registered("1");

        // When
        Unit changed = on(harness.unitChannel("units/1"))
                .changeUnitStatus(outOfService(unit).build())
                .getUnit();

        // Then
        assertThat(changed.getStatus()).isEqualTo(Unit.Status.OUT_OF_SERVICE);
        assertThat(changed.getStatusReason()).isEqualTo("engine");
        assertThat(changed.getEtag()).isEqualTo("2");
        assertThat(journal.last().action()).isEqualTo("unit.out_of_service");
        assertThat(journal.last().reason()).isEqualTo("engine");
        assertThat(journal.last().state()).isEqualTo(changed);
    }

    @Test
    void a_status_change_is_refused_when_it_comes_late_or_changes_nothing() {
        // Given
        Unit old = registered("1");
        Unit now =
                as(Role.DISPATCHER).changeUnitStatus(outOfService(old).build()).getUnit();

        // When
        StatusRuntimeException stale = refused(
                () -> as(Role.DISPATCHER).changeUnitStatus(outOfService(old).build()));
        StatusRuntimeException same = refused(
                () -> as(Role.DISPATCHER).changeUnitStatus(outOfService(now).build()));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(stale)).containsEntry("etag", "2");
        assertThat(reasonOf(same)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(same))
                .containsEntry("resource", "units/1")
                .containsEntry("state", "out_of_service")
                .containsKey("action");
    }

    @Test
    void a_unit_cannot_act_for_another_one() {
        // Given
        Unit unit = registered("1");
        UnitServiceBlockingStub other = on(harness.unitChannel("units/2"));

        // When
        StatusRuntimeException status =
                refused(() -> other.changeUnitStatus(outOfService(unit).build()));
        StatusRuntimeException report =
                refused(() -> other.reportPosition(position("units/1").build()));

        // Then
        assertThat(reasonOf(status)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(report)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(get("units/1").toBuilder().clearDuty().build()).isEqualTo(unit);
    }

    @Test
    void a_position_is_kept_as_given_and_computed_in_wgs84() {
        // Given
        Unit unit = registered("1");

        // When
        ReportPositionResponse reported = on(harness.unitChannel("units/1"))
                .reportPosition(position("units/1").build());

        // Then
        assertThat(reported.getLatest()).isTrue();
        assertThat(reported.getPosition().getGiven()).isEqualTo(LAKE);
        assertThat(reported.getPosition().getWgs84().getDatum()).isEqualTo(Datum.WGS84);
        assertThat(reported.getPosition().getWgs84().getLongitude())
                .isNotEqualTo(LAKE.getLongitude())
                .isCloseTo(LAKE.getLongitude(), within(0.01));
        assertThat(reported.getPosition().getFixedAt()).isEqualTo(Times.message(clock.instant()));
        assertThat(get("units/1").toBuilder().clearDuty().build())
                .isEqualTo(unit.toBuilder().setPosition(reported.getPosition()).build());
    }

    @Test
    void a_late_position_is_accepted_and_does_not_move_the_unit() {
        // Given
        registered("1");
        as(Role.SERVICE).reportPosition(position("units/1").build());
        ReportPositionRequest late = position("units/1")
                .setFixedAt(Times.message(clock.instant().minusSeconds(1)))
                .build();

        // When
        ReportPositionResponse reported = as(Role.SERVICE).reportPosition(late);

        // Then
        assertThat(reported.getLatest()).isFalse();
        assertThat(reported.getPosition().getFixedAt()).isEqualTo(late.getFixedAt());
        assertThat(get("units/1").getPosition().getFixedAt()).isEqualTo(Times.message(clock.instant()));
    }

    @Test
    void a_position_of_nobody_from_the_future_or_from_nowhere_is_refused() {
        // Given
        registered("1");
        ReportPositionRequest nobody = position("units/none").build();
        ReportPositionRequest future = position("units/1")
                .setFixedAt(Times.message(clock.instant().plus(Duration.ofMinutes(6))))
                .build();
        ReportPositionRequest nowhere = position("units/1")
                .setPoint(Point.newBuilder().setLatitude(-91).setLongitude(0).setDatum(Datum.BD09))
                .build();

        // When
        Reason unknown = reasonOf(refused(() -> as(Role.SERVICE).reportPosition(nobody)));
        Reason early = reasonOf(refused(() -> as(Role.SERVICE).reportPosition(future)));
        Reason offEarth = reasonOf(refused(() -> as(Role.SERVICE).reportPosition(nowhere)));

        // Then
        assertThat(unknown).isEqualTo(Reason.NOT_FOUND);
        assertThat(early).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(offEarth).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void five_units_are_found_if_no_limit_is_given() {
        // Given
        for (int i = 0; i < 7; i++) {
            registered("near-" + i);
            as(Role.SERVICE).reportPosition(position("units/near-" + i).build());
        }
        registered("nowhere");
        FindNearestUnitsRequest request = FindNearestUnitsRequest.newBuilder()
                .setPoint(LAKE)
                .addCapabilities("road")
                .build();

        // When
        FindNearestUnitsResponse found = as(Role.CALL_TAKER).findNearestUnits(request);

        // Then
        assertThat(found.getUnitsList())
                .extracting(near -> near.getUnit().getName())
                .containsExactly("units/near-0", "units/near-1", "units/near-2", "units/near-3", "units/near-4");
        assertThat(found.getAbleCount()).isEqualTo(8);
        assertThat(found.getWithoutPositionCount()).isEqualTo(1);
    }
}
