package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape;
import io.qipan.testkit.PeerHarness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcEcologyCasesTest {
    private static final UUID ID = UUID.fromString("01939b4e-0000-7000-8000-000000000001");
    private static final UUID OTHER_ID = UUID.fromString("01939b4e-0000-7000-8000-000000000002");
    private static final Instant ACT_AT = Instant.parse("2026-11-19T23:30:00.000001Z");
    private static final String ACTIVITY = "sand_mining";

    private final CaseServer server = new CaseServer();

    @RegisterExtension
    final PeerHarness ecology = PeerHarness.serving(() -> List.of(server));

    private static Incident incident(UUID id, boolean drill, Location... locations) {
        return Incident.opened(new Incident(
                new IncidentId(id),
                "I2026-000001",
                1,
                new IncidentState.New(Places.NOW),
                "illegal_sand_mining",
                Priority.P3,
                "a dredger at night",
                List.of(locations),
                List.of(),
                "tester",
                Places.NOW,
                ACT_AT,
                drill,
                Places.NOW,
                Optional.empty(),
                List.of()));
    }

    private static Location at(Shape shape, double uncertaintyM) {
        return new Location(
                0, Optional.of(shape), "", Source.CALLER, uncertaintyM, Places.NOW, "tester", Places.NOW, false);
    }

    /** Asked by an adapter made anew, as after a restart. */
    private String open(Incident incident) {
        return new GrpcEcologyCases(ecology.peer()).open(incident, ACTIVITY);
    }

    @Test
    void opensTheCaseOfAnIncidentAtItsChosenPlace() {
        // Given
        Incident incident = incident(ID, false, Places.point(), Places.words("by the old ferry"));

        // When
        String name = open(incident);

        // Then
        assertThat(name).isEqualTo(CaseServer.CASE);
        assertThat(server.asked())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .isEqualTo(OpenCaseRequest.newBuilder()
                                .setRequestId(request.getRequestId())
                                .setActivity(ACTIVITY)
                                .setActAt(Timestamp.newBuilder()
                                        .setSeconds(ACT_AT.getEpochSecond())
                                        .setNanos(1_000))
                                .setPoint(Point.newBuilder()
                                        .setLatitude(Places.RIVER_BANK.latitude())
                                        .setLongitude(Places.RIVER_BANK.longitude())
                                        .setDatum(Datum.WGS84))
                                .setUncertaintyM(50)
                                .setSummary("a dredger at night")
                                .setOptionalIncident("incidents/" + ID)
                                .build()));
    }

    @Test
    void opensACaseWithoutAPlaceWhileNoneIsChosen() {
        // Given
        Incident incident = incident(ID, true, Places.words("somewhere by the river"));

        // When
        String name = open(incident);

        // Then
        assertThat(name).isEqualTo(CaseServer.CASE);
        assertThat(server.asked()).singleElement().satisfies(request -> {
            assertThat(request.hasPoint()).isFalse();
            assertThat(request.getUncertaintyM()).isZero();
            assertThat(request.getDrill()).isTrue();
        });
    }

    @Test
    void tellsThePlaceInWgs84() {
        // Given
        Incident incident = incident(ID, false, at(new Shape.Spot(Places.RIVER_BANK.toGcj02()), 10));

        // When
        String ignored = open(incident);

        // Then
        Point point = server.asked().getFirst().getPoint();
        assertThat(point.getDatum()).isEqualTo(Datum.WGS84);
        assertThat(point.getLatitude()).isCloseTo(Places.RIVER_BANK.latitude(), within(1e-6));
        assertThat(point.getLongitude()).isCloseTo(Places.RIVER_BANK.longitude(), within(1e-6));
    }

    @Test
    void isNoMoreUncertainThanTheContractAllows() {
        // Given an area that reaches some 20 km from its middle, and may be 99 km beside
        Shape area = new Shape.Region(List.of(new Wgs84(39.5, 106.6), new Wgs84(39.5, 107.0), new Wgs84(39.8, 106.8)));
        Incident incident = incident(ID, false, at(area, 99_000));

        // When
        String ignored = open(incident);

        // Then
        assertThat(server.asked().getFirst().getUncertaintyM()).isEqualTo(100_000);
    }

    @Test
    void asksTheSameAgainUnderTheSameRequestIdWhateverElseHappensToTheIncident() {
        // Given
        Incident incident = incident(ID, false, Places.point());
        Incident later = incident.takeOver("somebody else").orRefuse();

        // When
        String ignored = open(incident);
        ignored = open(later);

        // Then
        assertThat(server.asked()).hasSize(2).containsOnly(server.asked().getFirst());
    }

    @Test
    void asksSomethingElseUnderAnotherRequestId() {
        // Given
        Incident unlocated = incident(ID, false);
        Incident located = unlocated.locate(Places.point(), true).orRefuse();
        Incident other = incident(OTHER_ID, false);

        // When
        for (Incident incident : List.of(unlocated, located, other)) {
            String ignored = open(incident);
        }

        // Then
        assertThat(server.requestIds()).hasSize(3).doesNotHaveDuplicates();
    }
}
