package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.unit.FindNearestUnits;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediumStatesRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.MediumState;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.Ruling;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds where, and who can go there. */
class SeasonPlacesIT extends SeasonScenario {

    @Test
    void states_are_told_for_the_city_and_for_each_place_that_somebody_named() {
        // Given
        givenGrid();
        MediumDeclaration safe = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH));

        // When
        List<MediumState> states = as(Role.CALL_TAKER)
                .listMediumStates(ListMediumStatesRequest.getDefaultInstance())
                .getStatesList();

        // Then
        assertThat(states).hasSize(12);
        assertThat(states.subList(0, 6)).allMatch(state -> state.getPlace().isEmpty());
        assertThat(states.get(4).getMedium()).isEqualTo(Medium.ICE);
        assertThat(states.get(4).getPassage()).isEqualTo(Passage.CLOSED);
        assertThat(states.get(10).getPlace()).isEqualTo(NORTH);
        assertThat(states.get(10).getPassage()).isEqualTo(Passage.OPEN);
        assertThat(states.get(10).getRuling().getRuledBy()).isEqualTo(safe.getName());
        assertThat(states.get(0).getRuling().getBasis()).isEqualTo(Ruling.Basis.DEFAULT);
    }

    @Test
    void a_place_is_told_as_a_point_inside_of_it_would_be() {
        // Given
        givenGrid();
        MediumDeclaration cracked =
                declared(declaring(Medium.ICE, Passage.CLOSED).setOptionalPlace("gridFeatures/city-C"));
        MediumDeclaration safe = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH));

        // When
        List<MediumState> states = as(Role.CALL_TAKER)
                .listMediumStates(ListMediumStatesRequest.getDefaultInstance())
                .getStatesList();

        // Then
        assertThat(safe.getPassage()).isEqualTo(Passage.OPEN);
        assertThat(states)
                .filteredOn(state -> state.getMedium() == Medium.ICE)
                .allMatch(state -> state.getPassage() == Passage.CLOSED)
                .filteredOn(state -> state.getPlace().equals(NORTH))
                .singleElement()
                .satisfies(state -> assertThat(state.getRuling().getRuledBy()).isEqualTo(cracked.getName()));
    }

    @Test
    void media_at_a_point_are_told_by_all_that_applies_there() {
        // Given
        givenGrid();
        MediumDeclaration safe = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH));
        ListMediaAtRequest.Builder november = ListMediaAtRequest.newBuilder().setAt(Times.message(NOVEMBER));

        // When
        List<MediumState> north = as(Role.SERVICE)
                .listMediaAt(november.setPoint(point(IN_NORTH)).build())
                .getStatesList();
        List<MediumState> south = as(Role.SERVICE)
                .listMediaAt(november.setPoint(point(IN_SOUTH)).build())
                .getStatesList();

        // Then
        assertThat(north).hasSize(6).noneMatch(MediumState::hasChangesAt);
        assertThat(north.get(4).getMedium()).isEqualTo(Medium.ICE);
        assertThat(north.get(4).getPassage()).isEqualTo(Passage.OPEN);
        assertThat(north.get(4).getRuling().getRuledBy()).isEqualTo(safe.getName());
        assertThat(south.get(4).getPassage()).isEqualTo(Passage.CLOSED);
        assertThat(south.get(2).getRuling().getRuledBy()).isEqualTo("wuhai-freezing");
    }

    @Test
    void a_boat_is_not_suggested_onto_a_freezing_river_and_counted_with_the_reason() {
        // Given
        var units = UnitServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER, Role.DISPATCHER));
        for (String kind : List.of("assault_boat", "amphibious_boat", "patrol_car")) {
            var registered = units.registerUnit(RegisterUnitRequest.newBuilder()
                    .setRequestId(requestId())
                    .setName("units/" + kind.replace('_', '-'))
                    .setCallSign(kind)
                    .setKind(kind)
                    .build());
            var reported = units.reportPosition(ReportPositionRequest.newBuilder()
                    .setRequestId(requestId())
                    .setUnit(registered.getUnit().getName())
                    .setPoint(point(IN_SOUTH))
                    .build());
            assertThat(reported.getLatest()).isTrue();
        }
        LivePicture live = board.patrol().livePicture();
        live.refresh();
        FindNearestUnits findNearestUnits = new FindNearestUnits(live, board.liveSeason());
        Search search = new Search(IN_NORTH, 0, Set.of(), 10);

        // When
        Found found = findNearestUnits.find(search, NOVEMBER);

        // Then
        assertThat(found.units())
                .extracting(near -> near.unit().kind())
                .containsExactlyInAnyOrder("amphibious_boat", "patrol_car");
        assertThat(found.outOfSeason()).containsOnlyKeys("assault_boat");
        assertThat(found.outOfSeason().values()).singleElement().satisfies(passedOver -> {
            assertThat(passedOver.count()).isEqualTo(1);
            assertThat(passedOver.why().ruledBy()).isEqualTo("wuhai-freezing");
        });
        assertThat(findNearestUnits.find(search, JULY).outOfSeason()).isEmpty();
    }
}
