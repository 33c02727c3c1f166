package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.zone.PatrolGrid.Stumbled;
import io.qipan.dispatch.zone.model.ZoneAnswer;
import io.qipan.dispatch.zone.model.ZoneAnswer.InNone;
import io.qipan.dispatch.zone.model.ZoneAnswer.InZone;
import io.qipan.dispatch.zone.model.ZoneAnswer.NoGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer.Refused;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.proto.patrol.v1.LocatePointResponse.Place;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcPatrolGridTest {
    private final GridServer grid = new GridServer();

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(grid));

    private ZoneAnswer locate() {
        return new GrpcPatrolGrid(patrol.peer()).locate(Places.RIVER_BANK);
    }

    @Test
    void readsTheZoneAndTheRevisionOfTheGrid() {
        // Given
        grid.answers(LocatePointResponse.newBuilder()
                .setRevision(7)
                .setCity(Place.newBuilder().setName("gridFeatures/city-wuhai"))
                .setZone(Place.newBuilder().setName("gridFeatures/zone-3")));

        // When
        ZoneAnswer answer = locate();

        // Then
        assertThat(answer).isEqualTo(new InZone("gridFeatures/zone-3", 7));
    }

    @Test
    void tellsAPlaceInNoZoneFromAPlaceWithoutAGrid() {
        // Given
        ZoneAnswer withoutGrid = locate();
        grid.answers(LocatePointResponse.newBuilder().setRevision(7));

        // When
        ZoneAnswer outside = locate();

        // Then
        assertThat(withoutGrid).isEqualTo(new NoGrid());
        assertThat(outside).isEqualTo(new InNone(7));
    }

    @Test
    void onlyARefusalOfThePlaceIsAnAnswer() {
        // Given
        grid.refuses(Status.INVALID_ARGUMENT.withDescription("no such place"));
        ZoneAnswer refused = locate();
        grid.refuses(Status.PERMISSION_DENIED);

        // When
        var denied = assertThatThrownBy(this::locate);

        // Then
        assertThat(refused).isEqualTo(new Refused());
        denied.isInstanceOf(StatusRuntimeException.class);
        grid.refuses(Status.INTERNAL);
        assertThatThrownBy(this::locate).isInstanceOf(Stumbled.class);
        grid.refuses(Status.UNAVAILABLE);
        assertThatThrownBy(this::locate).isInstanceOf(PeerAway.class);
    }
}
