package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.dispatch.recommend.PatrolUnits.Soonest;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.recommend.model.Supply;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.KindSpeed;
import io.qipan.proto.patrol.v1.ListUnitsRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.Position;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.testkit.PeerHarness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcPatrolUnitsTest {
    private final UnitServer server = new UnitServer();
    private final SeasonServer season = new SeasonServer();

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(server, season));

    private List<Candidate> all() {
        return new GrpcPatrolUnits(patrol.peer()).all();
    }

    private static Unit.Builder unit(String id) {
        return Unit.newBuilder()
                .setName("units/" + id)
                .setCallSign("the " + id)
                .setKind("assault_boat")
                .setStatus(Unit.Status.IN_SERVICE);
    }

    private static UnitKind.Builder boat() {
        return UnitKind.newBuilder()
                .setCode("assault_boat")
                .addCapabilities("water")
                .addCapabilities("rescue")
                .setUsualSpeedMps(8.5)
                .setStaleAfterS(60);
    }

    private static Point point(Datum datum, double latitude, double longitude) {
        return Point.newBuilder()
                .setDatum(datum)
                .setLatitude(latitude)
                .setLongitude(longitude)
                .build();
    }

    @Test
    void readsPageAfterPage() {
        // Given
        server.addPage(unit("boat-1"), unit("boat-2"));
        server.addPage(unit("boat-3"));
        server.addPage(unit("boat-4"));

        // When
        List<Candidate> all = all();

        // Then
        assertThat(all)
                .extracting(Candidate::unit)
                .containsExactly("units/boat-1", "units/boat-2", "units/boat-3", "units/boat-4");
        assertThat(server.asked())
                .allSatisfy(request -> assertThat(request.getOptionalKind()).isEmpty())
                .allSatisfy(request -> assertThat(request.getPageSize()).isEqualTo(1_000))
                .extracting(ListUnitsRequest::getPageToken)
                .containsExactly("", "page-1", "page-2");
    }

    @Test
    void findsNoUnitsWhereThereAreNone() {
        // When
        List<Candidate> all = all();

        // Then
        assertThat(all).isEmpty();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void joinsAUnitWithItsKindAndItsPosition() {
        // Given
        server.addKind(UnitKind.newBuilder()
                .setCode("patrol_car")
                .addCapabilities("road")
                .setUsualSpeedMps(14)
                .setStaleAfterS(120));
        server.addKind(boat());
        server.addPage(unit("boat-1")
                .addExtraCapabilities("diver")
                .addExtraCapabilities("water")
                .setPosition(Position.newBuilder()
                        .setGiven(point(Datum.GCJ02, 39.671, 106.786))
                        .setWgs84(point(Datum.WGS84, 39.67, 106.78))
                        .setAccuracyM(12)
                        .setFixedAt(
                                Timestamp.newBuilder().setSeconds(1_795_000_000).setNanos(123_456_000))
                        .setReceivedAt(Timestamp.newBuilder().setSeconds(1_795_000_009))));

        // When
        List<Candidate> all = all();

        // Then
        assertThat(all)
                .containsExactly(new Candidate(
                        "units/boat-1",
                        "the boat-1",
                        "assault_boat",
                        Set.of("water", "rescue", "diver"),
                        8.5,
                        60,
                        true,
                        false,
                        Candidate.Duty.NO_SHIFT_TODAY,
                        Optional.of(new Candidate.Fix(
                                new Wgs84(39.67, 106.78), Instant.ofEpochSecond(1_795_000_000, 123_456_000)))));
    }

    @Test
    void keepsAUnitThatWasNeverLocated() {
        // Given
        server.addKind(boat());
        server.addPage(unit("boat-1"));

        // When
        List<Candidate> all = all();

        // Then
        assertThat(all).singleElement().extracting(Candidate::position).isEqualTo(Optional.empty());
    }

    @Test
    void tellsWhoCanBeSent() {
        // Given
        server.addKind(boat());
        server.addPage(
                unit("free"),
                unit("committed").setCommittedOrder("orders/01939b4e-0000-7000-8000-000000000003"),
                unit("resting").setStatus(Unit.Status.OUT_OF_SERVICE),
                unit("odd").setStatusValue(77));

        // When
        List<Candidate> all = all();

        // Then
        assertThat(all)
                .extracting(u -> u.unit() + " in service " + u.inService() + ", committed " + u.committed())
                .containsExactly(
                        "units/free in service true, committed false",
                        "units/committed in service true, committed true",
                        "units/resting in service false, committed false",
                        "units/odd in service false, committed false");
    }

    @Test
    void keepsAUnitOfAnUnknownKindWithWhatItCanDoItself() {
        // Given
        server.addKind(boat());
        server.addPage(unit("hover-1").setKind("hovercraft").addExtraCapabilities("ice"));

        // When
        List<Candidate> all = all();

        // Then
        assertThat(all)
                .containsExactly(new Candidate(
                        "units/hover-1",
                        "the hover-1",
                        "hovercraft",
                        Set.of("ice"),
                        0,
                        0,
                        true,
                        false,
                        Candidate.Duty.NO_SHIFT_TODAY,
                        Optional.empty()));
    }

    @Test
    void tellsWhatIsOpenAndClosedAtAPlace() {
        // Given
        Wgs84 lake = new Wgs84(39.67, 106.78);
        season.isAt(
                lake,
                Map.of(Medium.WATER, Passage.CLOSED, Medium.SHALLOW_WATER, Passage.CLOSED, Medium.ROAD, Passage.OPEN));

        // When
        Media media = new GrpcPatrolUnits(patrol.peer()).mediaAt(lake);

        // Then
        assertThat(media).isEqualTo(new Media(Set.of("road"), Set.of("water", "shallow_water")));
    }

    @Test
    void takesOverTheSpeedsOfThePlaceAndTheRosterOfTheDay() {
        // Given
        season.tells(
                Medium.WATER,
                KindSpeed.newBuilder()
                        .setKind("assault_boat")
                        .setSpeedMps(7)
                        .setBankSpeedMps(3)
                        .build());
        server.addKind(boat());
        server.addPage(
                unit("on").setDuty(Unit.Duty.ON_DUTY),
                unit("off").setDuty(Unit.Duty.OFF_DUTY),
                unit("none").setDuty(Unit.Duty.NO_SHIFT_TODAY),
                unit("silent"));

        // When
        Media media = new GrpcPatrolUnits(patrol.peer()).mediaAt(new Wgs84(39.67, 106.78));
        List<Candidate> all = all();

        // Then
        assertThat(media.there()).containsExactly("water");
        assertThat(all).allSatisfy(unit -> assertThat(media.speedMps(unit)).isEqualTo(7));
        assertThat(all)
                .extracting(Candidate::duty)
                .containsExactly(
                        Candidate.Duty.ON_DUTY,
                        Candidate.Duty.OFF_DUTY,
                        Candidate.Duty.NO_SHIFT_TODAY,
                        Candidate.Duty.NO_SHIFT_TODAY);
    }

    @Test
    void asksForTheSoonestThatCanDoSomething() {
        // Given
        server.addKind(boat());
        server.addPage(unit("near"), unit("far"));
        Target target = new Target(new Wgs84(39.67, 106.78), 250);

        // When
        Map<String, Soonest> soonest = new GrpcPatrolUnits(patrol.peer()).soonest(Set.of("diver"), target, 2);

        // Then
        assertThat(soonest).containsOnlyKeys("diver");
        assertThat(soonest.values())
                .flatExtracting(Soonest::units)
                .extracting(unit -> unit.unit() + " " + unit.speedMps())
                .containsExactly("units/near 8.5", "units/far 8.5");
        assertThat(server.searched())
                .containsExactly(FindNearestUnitsRequest.newBuilder()
                        .setPoint(point(Datum.WGS84, 39.67, 106.78))
                        .setRadiusM(250)
                        .addCapabilities("diver")
                        .setLimit(2)
                        .build());
    }

    @Test
    void asksForTheSoonestOfAnyKind() {
        // Given
        Target target = new Target(new Wgs84(39.67, 106.78), 0);

        // When
        Map<String, Soonest> soonest = new GrpcPatrolUnits(patrol.peer()).soonest(Set.of(""), target, 1);

        // Then
        assertThat(soonest).isEqualTo(Map.of("", new Soonest(List.of(), new Supply(20, 5, 4, 3, 2, 1))));
        assertThat(server.searched())
                .singleElement()
                .satisfies(request -> assertThat(request.getCapabilitiesList()).isEmpty());
    }

    @Test
    void asksForAllThatIsNeededAtTheSameTime() {
        // Given
        server.answerOnlyTogether(3);
        Target target = new Target(new Wgs84(39.67, 106.78), 0);

        // When
        Map<String, Soonest> soonest =
                new GrpcPatrolUnits(patrol.peer()).soonest(Set.of("diver", "water", "road"), target, 1);

        // Then
        assertThat(soonest).containsOnlyKeys("diver", "water", "road");
    }
}
