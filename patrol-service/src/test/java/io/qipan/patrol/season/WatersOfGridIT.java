package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.unit.FindNearestUnits;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.KindSpeed;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediaAtResponse;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.Remedy;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.Ruling;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In the waters of the grid nobody drives. */
class WatersOfGridIT extends SeasonScenario {
    private static final String LAKE = "gridFeatures/water-lake";
    private static final String LAKE_IN_NORTH = square("water", "lake", "", 39.626, 39.636);
    private static final Wgs84 ON_LAKE = IN_NORTH;

    private void given(String kind, Wgs84 place) {
        var units = UnitServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER, Role.DISPATCHER));
        var registered = units.registerUnit(RegisterUnitRequest.newBuilder()
                .setRequestId(requestId())
                .setName("units/" + kind.replace('_', '-'))
                .setCallSign(kind)
                .setKind(kind)
                .build());
        var reported = units.reportPosition(ReportPositionRequest.newBuilder()
                .setRequestId(requestId())
                .setUnit(registered.getUnit().getName())
                .setPoint(point(place))
                .build());
        assertThat(reported.getLatest()).isTrue();
    }

    private Found nearest(Wgs84 place) {
        LivePicture live = board.patrol().livePicture();
        live.refresh();
        return new FindNearestUnits(live, board.liveSeason()).find(new Search(place, 0, Set.of(), 10), JULY);
    }

    @Test
    void to_somebody_who_drowns_in_a_lake_those_come_who_move_on_water_soonest_first() {
        // Given
        givenGrid(LAKE_IN_NORTH);
        given("patrol_car", new Wgs84(39.629, 106.81));
        given("amphibious_vehicle", new Wgs84(39.627, 106.81));
        given("assault_boat", new Wgs84(39.624, 106.81));

        // When
        Found onLake = nearest(ON_LAKE);
        Found onBank = nearest(new Wgs84(39.638, 106.81));

        // Then
        assertThat(onLake.units())
                .extracting(near -> near.unit().kind())
                .containsExactly("assault_boat", "amphibious_vehicle");
        assertThat(onLake.outOfSeason()).containsOnlyKeys("patrol_car");
        assertThat(onLake.outOfSeason().values()).singleElement().satisfies(passedOver -> {
            assertThat(passedOver.why().ruledBy()).isEqualTo(LAKE);
            assertThat(passedOver.why().reasonZh()).contains("水域");
        });
        assertThat(onBank.units()).hasSize(3);
    }

    @Test
    void a_car_may_not_move_in_a_lake_and_is_told_who_may() {
        // Given
        givenGrid(LAKE_IN_NORTH);

        // When
        EvaluateMovementResponse car = evaluated("patrol_car", ON_LAKE, JULY);

        // Then
        assertThat(car.getAllowed()).isFalse();
        assertThat(car.getMedia(0).getRuling().getBasis()).isEqualTo(Ruling.Basis.PLACE);
        assertThat(car.getMedia(0).getPlace()).isEqualTo(LAKE);
        assertThat(car.getRemediesList())
                .extracting(Remedy::getWay, Remedy::getMedium)
                .containsExactly(
                        tuple(Remedy.Way.DECLARE_OPEN, Medium.ROAD),
                        tuple(Remedy.Way.DECLARE_OPEN, Medium.FOOT),
                        tuple(Remedy.Way.OTHER_MEDIUM, Medium.WATER),
                        tuple(Remedy.Way.OTHER_MEDIUM, Medium.SHALLOW_WATER),
                        tuple(Remedy.Way.OTHER_MEDIUM, Medium.AIR));
        assertThat(car.getRemedies(0).getTextEn()).contains(LAKE);
        assertThat(evaluated("drone", ON_LAKE, JULY).getAllowed()).isTrue();
    }

    @Test
    void who_is_to_be_sent_to_a_lake_by_land_is_told_of_its_bank() {
        // Given
        givenGrid(LAKE_IN_NORTH);

        // When
        ListMediaAtResponse onLake = as(Role.SERVICE)
                .listMediaAt(ListMediaAtRequest.newBuilder()
                        .setPoint(point(ON_LAKE))
                        .setAt(Times.message(JULY))
                        .build());

        // Then
        assertThat(onLake.getWater()).isEqualTo(LAKE);
        assertThat(onLake.getStates(0).getMedium()).isEqualTo(Medium.ROAD);
        assertThat(onLake.getStates(0).getPassage()).isEqualTo(Passage.OPEN);
        assertThat(onLake.getStates(2).getPassage()).isEqualTo(Passage.OPEN);
    }

    private static KindSpeed speedOf(String kind, ListMediaAtResponse told) {
        return told.getSpeedsList().stream()
                .filter(speed -> speed.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoever_recommends_units_is_told_the_speeds_that_the_nearest_are_counted_with() {
        // Given
        givenGrid(LAKE_IN_NORTH);
        for (String kind : List.of("patrol_car", "amphibious_vehicle", "assault_boat", "drone")) {
            given(kind, new Wgs84(39.620, 106.81));
        }

        for (Wgs84 place : List.of(ON_LAKE, new Wgs84(39.638, 106.81))) {
            // When
            ListMediaAtResponse told = as(Role.SERVICE)
                    .listMediaAt(ListMediaAtRequest.newBuilder()
                            .setPoint(point(place))
                            .setAt(Times.message(JULY))
                            .build());

            // Then
            assertThat(nearest(place).units())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(near -> assertThat(near.distanceM() / near.etaS())
                            .isCloseTo(speedOf(near.unit().kind(), told).getSpeedMps(), within(1e-9)));
            assertThat(speedOf("patrol_car", told).getBankSpeedMps()).isEqualTo(11);
            assertThat(told.getThereList().contains(Medium.ROAD)).isEqualTo(!place.equals(ON_LAKE));
            assertThat(told.getThereList()).contains(Medium.WATER, Medium.AIR);
        }
    }

    @Test
    void what_is_declared_of_a_lake_holds_there_and_an_ice_road_opens_it_to_cars() {
        // Given
        givenGrid(LAKE_IN_NORTH);

        // When
        MediumDeclaration ice = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(LAKE));
        MediumDeclaration anywhere = declared(declaring(Medium.ROAD, Passage.OPEN));
        boolean withoutRoad = evaluated("patrol_car", ON_LAKE, NOVEMBER).getAllowed();
        MediumDeclaration road = declared(declaring(Medium.ROAD, Passage.OPEN).setOptionalPlace(LAKE));

        // Then
        assertThat(List.of(ice.getPlace(), anywhere.getPlace(), road.getPlace()))
                .containsExactly(LAKE, "", LAKE);
        assertThat(evaluated("ice_vehicle", ON_LAKE, NOVEMBER).getAllowed()).isTrue();
        assertThat(evaluated("ice_vehicle", IN_SOUTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(withoutRoad).isFalse();
        assertThat(evaluated("patrol_car", ON_LAKE, NOVEMBER).getAllowed()).isTrue();
    }
}
