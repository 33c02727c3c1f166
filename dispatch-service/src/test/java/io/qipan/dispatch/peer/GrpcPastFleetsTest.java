package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Places;
import io.qipan.dispatch.afteraction.PastFleets.Fleet;
import io.qipan.dispatch.afteraction.PastFleets.Kind;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.proto.patrol.v1.ListPastUnitsRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.PastUnit;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcPastFleetsTest {
    private final UnitServer kinds = new UnitServer();
    private final SeasonServer season = new SeasonServer();
    private final FleetHistoryServer history = new FleetHistoryServer();

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(kinds, season, history));

    private static PastUnit.Builder unit(String id, String order, boolean crewed) {
        return PastUnit.newBuilder()
                .setUnit(Unit.newBuilder()
                        .setName("units/" + id)
                        .setKind("assault_boat")
                        .setStatus(Unit.Status.IN_SERVICE)
                        .setCommittedOrder(order))
                .setCrewOnDuty(crewed);
    }

    @Test
    void readsAllUnitsOfTheMomentWithTheirKindsAndCrews() {
        // Given
        kinds.addKind(UnitKind.newBuilder()
                .setCode("assault_boat")
                .addCapabilities("water")
                .setUsualSpeedMps(8.5)
                .setStaleAfterS(60));
        history.add(unit("boat-1", "orders/01939b4e-0000-7000-8000-000000000003", true));
        history.add(unit("boat-2", "", false));

        // When
        Fleet fleet = new GrpcPastFleets(patrol.peer()).at(Places.NOW);

        // Then
        assertThat(fleet.units()).extracting(Candidate::unit).containsExactly("units/boat-1", "units/boat-2");
        assertThat(fleet.units()).extracting(Candidate::committed).containsExactly(true, false);
        assertThat(fleet.units())
                .allSatisfy(unit -> assertThat(unit.capabilities()).containsExactly("water"));
        assertThat(fleet.crewed()).containsExactly("units/boat-1");
        assertThat(fleet.dutyLevel()).contains("level-2");
        assertThat(fleet.kinds()).isEqualTo(Map.of("assault_boat", new Kind(Set.of("water"), 8.5, 60)));
        assertThat(history.asked())
                .allSatisfy(request -> assertThat(request.getAt()).isEqualTo(Times.message(Places.NOW)))
                .extracting(ListPastUnitsRequest::getPageToken)
                .containsExactly("", "1");
    }

    @Test
    void asksForTheSeasonOfTheMoment() {
        // Given
        season.isAt(Places.RIVER_BANK, Map.of(Medium.ICE, Passage.OPEN));

        // When
        Media media = new GrpcPastFleets(patrol.peer()).mediaAt(Places.RIVER_BANK, Places.NOW);

        // Then
        assertThat(media).isEqualTo(new Media(Set.of("ice"), Set.of()));
        assertThat(season.askedAt()).contains(Places.NOW);
    }
}
