package io.qipan.patrol.live;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Availability;
import io.qipan.proto.patrol.v1.Circle;
import io.qipan.proto.patrol.v1.ListUnitsInAreaRequest;
import io.qipan.proto.patrol.v1.ListUnitsInAreaResponse;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which units are in an area. */
class LiveRpcTest {
    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.inMemory(clock, new FakeJournal());
    private final LivePicture live = patrol.livePicture();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() ->
            List.of(patrol.liveRpc(live, new Watches(live, new LiveMeters(patrol.meters()), 2))));

    private void unit(String id, String kind, double latitude, double longitude) {
        Unit unit = Unit.registered("units/" + id, id, kind, List.of(), Optional.empty());
        run(() -> patrol.units().add(unit));
        run(() -> new ReportPosition(patrol.positions())
                .report(
                        unit.name(),
                        Position.reported(new Wgs84(latitude, longitude), 5, clock.instant(), clock.instant())));
        live.refresh();
    }

    private void run(Runnable work) {
        boolean ignored = patrol.unitOfWork().run("test", () -> {
            work.run();
            return true;
        });
    }

    private ListUnitsInAreaResponse list(ListUnitsInAreaRequest.Builder request) {
        return LiveServiceGrpc.newBlockingStub(harness.channel(Role.CALL_TAKER)).listUnitsInArea(request.build());
    }

    private List<String> names(UnitFilter.Builder filter) {
        return names(list(ListUnitsInAreaRequest.newBuilder().setFilter(filter)));
    }

    private static List<String> names(ListUnitsInAreaResponse response) {
        return response.getUnitsList().stream().map(unit -> unit.getName()).toList();
    }

    private static Point.Builder point(double latitude, double longitude) {
        return Point.newBuilder().setLatitude(latitude).setLongitude(longitude).setDatum(Datum.WGS84);
    }

    private static UnitFilter.Builder circle(double latitude, double longitude, double radiusM) {
        return UnitFilter.newBuilder()
                .setCircle(Circle.newBuilder()
                        .setCenter(point(latitude, longitude))
                        .setRadiusM(radiusM));
    }

    /**
     * @param corners latitude, longitude, latitude ...
     */
    private static UnitFilter.Builder area(double... corners) {
        Area.Builder area = Area.newBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            area.addRing(point(corners[i], corners[i + 1]));
        }
        return UnitFilter.newBuilder().setArea(area);
    }

    @Test
    void units_in_a_polygon_in_a_circle_and_in_both_are_told_apart() {
        // Given
        unit("in-both", "patrol_car", 39.05, 106.05);
        unit("in-square", "patrol_car", 39.01, 106.09);
        unit("in-circle", "patrol_car", 39.05, 105.99);
        unit("outside", "patrol_car", 39.2, 106.2);
        UnitFilter.Builder square = area(39, 106, 39.1, 106, 39.1, 106.1, 39, 106.1);
        UnitFilter.Builder around = circle(39.05, 106.04, 5_000);

        // When
        List<String> inBoth = names(square.clone().setCircle(around.getCircle()));

        // Then
        assertThat(inBoth).containsExactly("units/in-both");
        assertThat(names(square)).containsExactly("units/in-both", "units/in-square");
        assertThat(names(around)).containsExactly("units/in-both", "units/in-circle");
        assertThat(names(UnitFilter.newBuilder())).hasSize(4);
    }

    @Test
    void a_polygon_reaches_across_the_antimeridian_and_around_the_pole_in_either_order_of_corners() {
        // Given
        unit("east", "patrol_car", 10, 179.5);
        unit("west", "patrol_car", 10, -179.5);
        unit("greenwich", "patrol_car", 10, 0);
        unit("pole", "patrol_car", 89, 42);

        // When
        List<String> there = names(area(9, 179, 9, -179, 11, -179, 11, 179));

        // Then
        assertThat(there).containsExactly("units/east", "units/west");
        assertThat(names(area(11, 179, 11, -179, 9, -179, 9, 179))).isEqualTo(there);
        assertThat(names(area(80, 0, 80, 120, 80, -120))).containsExactly("units/pole");
    }

    @Test
    void an_area_that_crosses_itself_is_refused() {
        // Given
        UnitFilter.Builder bowTie = area(39, 106, 40, 107, 39, 107, 40, 106);

        // When
        var refusal = refused(() -> names(bowTie));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(metadataOf(refusal)).containsEntry("problem", "not_simple");
    }

    @Test
    void units_are_filtered_by_kind_capability_and_availability() {
        // Given
        unit("boat", "assault_boat", 39, 106);
        unit("car", "patrol_car", 39, 106);
        unit("officer", "officer", 39, 106);
        run(() -> {
            patrol.units()
                    .save(patrol.units()
                            .find("units/car")
                            .orElseThrow()
                            .change("1", new OutOfService("engine"))
                            .orRefuse());
            patrol.units()
                    .save(patrol.units().find("units/officer").orElseThrow().takenBy("orders/1"));
        });
        live.refresh();

        // When
        List<String> onFoot =
                names(UnitFilter.newBuilder().addCapabilities("foot").addCapabilities("patrol"));

        // Then
        assertThat(onFoot).containsExactly("units/car", "units/officer");
        assertThat(names(UnitFilter.newBuilder().addKinds("officer").addKinds("assault_boat")))
                .containsExactly("units/boat", "units/officer");
        assertThat(names(UnitFilter.newBuilder().setAvailability(Availability.FREE)))
                .containsExactly("units/boat");
        assertThat(names(UnitFilter.newBuilder().setAvailability(Availability.COMMITTED)))
                .containsExactly("units/officer");
        assertThat(names(UnitFilter.newBuilder().setAvailability(Availability.UNAVAILABLE)))
                .containsExactly("units/car");
    }

    @Test
    void pages_go_by_name_and_belong_to_their_filter() {
        // Given
        for (String id : List.of("c", "a", "b")) {
            unit(id, "patrol_car", 39, 106);
        }
        ListUnitsInAreaRequest.Builder two = ListUnitsInAreaRequest.newBuilder()
                .setFilter(circle(39, 106, 0))
                .setPageSize(2);

        // When
        ListUnitsInAreaResponse first = list(two);

        // Then
        assertThat(names(first)).containsExactly("units/a", "units/b");
        assertThat(first.getTotalCount()).isEqualTo(3);
        assertThat(first.getAsOf()).isEqualTo(Times.message(clock.instant()));
        ListUnitsInAreaResponse second = list(two.setPageToken(first.getNextPageToken()));
        assertThat(names(second)).containsExactly("units/c");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(reasonOf(refused(() -> list(two.setFilter(circle(39, 106, 1))))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void a_unit_reads_no_others() {
        // Given
        var stub = LiveServiceGrpc.newBlockingStub(harness.unitChannel("units/car"));

        // When
        var refusal = refused(() -> stub.listUnitsInArea(ListUnitsInAreaRequest.getDefaultInstance()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(WatchedUnits.open(harness.unitChannel("units/car"), UnitFilter.newBuilder())
                        .end()))
                .isEqualTo(Reason.ACCESS_DENIED);
    }
}
