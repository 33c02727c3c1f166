package io.qipan.patrol.season;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.unit.FindNearestUnits;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.GetDeclarationRequest;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ListDeclarationsRequest;
import io.qipan.proto.patrol.v1.ListMediaAtRequest;
import io.qipan.proto.patrol.v1.ListMediumStatesRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.MediumState;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.Remedy;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.proto.patrol.v1.RevokeDeclarationRequest;
import io.qipan.proto.patrol.v1.Ruling;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc.SeasonServiceBlockingStub;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import io.qipan.proto.patrol.v1.WaterPhase;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeasonRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static final Instant JULY = Instant.parse("2026-07-23T04:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-22T04:00:00Z");
    private static final Instant JANUARY = Instant.parse("2027-01-25T04:00:00Z");
    private static final String NORTH = "gridFeatures/zone-N";
    private static final Wgs84 IN_NORTH = new Wgs84(39.63, 106.81);
    private static final Wgs84 IN_SOUTH = new Wgs84(39.61, 106.81);

    private final TestClock clock = TestClock.at(NOVEMBER);
    private final SeasonBoard board = SeasonBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> Stream.concat(board.patrol().services().stream(), Stream.of(board.rpc()))
                    .toList());

    private SeasonServiceBlockingStub as(Role... roles) {
        return SeasonServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private static String square(String kind, String code, String parent, double south, double north) {
        return """
                {"type": "Feature", "properties": {"kind": "%s", "code": "%s", "title_zh": "%2$s", "parent": "%s"},
                 "geometry": {"type": "Polygon", "coordinates": [[[106.8, %4$s], [106.84, %4$s], [106.84, %5$s],
                 [106.8, %5$s], [106.8, %4$s]]]}}""".formatted(kind, code, parent, south, north);
    }

    /** A city with a north and a south zone, and a berth. */
    private void givenGrid() {
        String berth = """
                {"type": "Feature", "properties": {"kind": "berth", "code": "B1", "title_zh": "B"},
                 "geometry": {"type": "Point", "coordinates": [106.81, 39.61]}}""";
        String features = String.join(
                ",",
                square("city", "C", "", 39.60, 39.64),
                square("zone", "N", "C", 39.62, 39.64),
                square("zone", "S", "C", 39.60, 39.62),
                berth);
        var response = GridServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER))
                .importGrid(ImportGridRequest.newBuilder()
                        .setRequestId(requestId())
                        .setReason("test")
                        .setDatum(Datum.WGS84)
                        .setGeojson("{\"type\": \"FeatureCollection\", \"features\": [" + features + "]}")
                        .build());
        assertThat(response.getErrorCount()).isZero();
        // The board has a grid in memory beside that of the grid's own handler.
        board.liveGrid().refresh();
    }

    private static DeclareMediumRequest.Builder declaring(Medium medium, Passage passage) {
        return DeclareMediumRequest.newBuilder()
                .setRequestId(requestId())
                .addMedia(medium)
                .setPassage(passage)
                .setReason("18 cm of clear ice, measured at ten places");
    }

    private MediumDeclaration declared(DeclareMediumRequest.Builder request) {
        return as(Role.DISPATCHER).declareMedium(request.build()).getDeclaration();
    }

    private EvaluateMovementResponse evaluated(String kind, Wgs84 place, Instant at) {
        return as(Role.UNIT)
                .evaluateMovement(EvaluateMovementRequest.newBuilder()
                        .setKind(kind)
                        .setPoint(point(place))
                        .setAt(Times.message(at))
                        .build());
    }

    private static Point point(Wgs84 place) {
        return Point.newBuilder()
                .setLatitude(place.latitude())
                .setLongitude(place.longitude())
                .setDatum(Datum.WGS84)
                .build();
    }

    private MediumDeclaration revoked(MediumDeclaration declaration) {
        return as(Role.COMMANDER)
                .revokeDeclaration(RevokeDeclarationRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(declaration.getName())
                        .setEtag(declaration.getEtag())
                        .setReason("a crack at the inlet")
                        .build())
                .getDeclaration();
    }

    @Test
    void a_boat_moves_in_summer_and_not_in_winter_and_an_ice_vehicle_the_other_way_round() {
        // When
        boolean boatInJuly = evaluated("assault_boat", IN_NORTH, JULY).getAllowed();

        // Then
        assertThat(boatInJuly).isTrue();
        assertThat(evaluated("assault_boat", IN_NORTH, JANUARY).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, JULY).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, JANUARY).getAllowed()).isTrue();
        assertThat(evaluated("assault_boat", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("amphibious_boat", IN_NORTH, NOVEMBER).getAllowed())
                .as("it has the road")
                .isTrue();
        assertThat(evaluated("drone", IN_NORTH, NOVEMBER).getAllowed()).isTrue();
    }

    @Test
    void a_refusal_names_the_rule_and_what_would_change_it_in_both_languages() {
        // When
        EvaluateMovementResponse refused = evaluated("assault_boat", IN_NORTH, NOVEMBER);

        // Then
        assertThat(refused.getReasonEn()).startsWith("Not allowed: water is closed (Freezing");
        assertThat(refused.getReasonZh()).startsWith("不允许:水面关闭(流凌封河期");
        MediumState water = refused.getMedia(0);
        assertThat(water.getPhase()).isEqualTo(WaterPhase.FREEZING);
        assertThat(water.getRuling().getBasis()).isEqualTo(Ruling.Basis.CALENDAR);
        assertThat(water.getRuling().getRuledBy()).isEqualTo("wuhai-freezing");
        assertThat(water.getRuling().getSource()).isNotEmpty();
        Timestamp spring = Times.message(Instant.parse("2027-03-25T16:00:00Z"));
        assertThat(water.getChangesAt()).isEqualTo(spring);
        assertThat(refused.getRemediesList())
                .extracting(Remedy::getWay)
                .containsExactly(
                        Remedy.Way.WAIT,
                        Remedy.Way.DECLARE_OPEN,
                        Remedy.Way.OTHER_MEDIUM,
                        Remedy.Way.OTHER_MEDIUM,
                        Remedy.Way.OTHER_MEDIUM);
        assertThat(refused.getRemedies(0).getAt()).isEqualTo(spring);
        assertThat(refused.getRemedies(0).getTextEn()).contains("2027-03-26 00:00");
        assertThat(refused.getRemediesList())
                .allMatch(remedy -> !remedy.getTextZh().isEmpty());
    }

    @Test
    void a_declaration_holds_in_its_place_and_time_only_until_it_is_revoked() {
        // Given
        givenGrid();
        Instant sunday = NOVEMBER.plusSeconds(86_400);

        // When
        MediumDeclaration safe = declared(
                declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH).setUntil(Times.message(sunday)));

        // Then
        EvaluateMovementResponse allowed = evaluated("ice_vehicle", IN_NORTH, NOVEMBER);
        assertThat(allowed.getAllowed()).isTrue();
        assertThat(allowed.getMedia(0).getRuling().getRuledBy()).isEqualTo(safe.getName());
        assertThat(allowed.getMedia(0).getPlace()).isEqualTo(NORTH);
        assertThat(allowed.getMedia(0).getChangesAt()).isEqualTo(Times.message(sunday));
        assertThat(evaluated("ice_vehicle", IN_SOUTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, sunday).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER.minusSeconds(1)).getAllowed())
                .isFalse();
        MediumDeclaration revoked = revoked(safe);
        assertThat(revoked.getRevokedBy()).isEqualTo("tester");
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
    }

    @Test
    void of_two_declarations_the_one_that_closes_wins_and_revoking_it_is_offered() {
        // Given
        givenGrid();
        MediumDeclaration closed = declared(declaring(Medium.ICE, Passage.CLOSED));

        // When
        MediumDeclaration open = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH));

        // Then
        EvaluateMovementResponse refused = evaluated("ice_vehicle", IN_NORTH, JANUARY);
        assertThat(refused.getAllowed()).isFalse();
        assertThat(refused.getRemediesList()).anySatisfy(remedy -> {
            assertThat(remedy.getWay()).isEqualTo(Remedy.Way.REVOKE);
            assertThat(remedy.getDeclaration()).isEqualTo(closed.getName());
        });
        var ignored = revoked(closed);
        assertThat(evaluated("ice_vehicle", IN_NORTH, JANUARY)
                        .getMedia(0)
                        .getRuling()
                        .getRuledBy())
                .isEqualTo(open.getName());
    }

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

    @Test
    void what_was_declared_is_kept_read_listed_and_taken_over_by_other_replicas() {
        // Given
        SeasonBoard other = SeasonBoard.over(board.patrol());
        DeclareMediumRequest.Builder request = declaring(Medium.WATER, Passage.OPEN);
        MediumDeclaration declared = declared(request);

        // When
        MediumDeclaration again = declared(request);

        // Then
        assertThat(again).isEqualTo(declared);
        assertThat(declared.getDeclaredBy()).isEqualTo("tester");
        assertThat(as(Role.UNIT)
                        .getDeclaration(GetDeclarationRequest.newBuilder()
                                .setName(declared.getName())
                                .build())
                        .getDeclaration())
                .isEqualTo(declared);
        assertThat(as(Role.UNIT)
                        .listDeclarations(ListDeclarationsRequest.newBuilder()
                                .setStandingOnly(true)
                                .build())
                        .getDeclarationsList())
                .containsExactly(declared);
        other.liveSeason().refresh();
        assertThat(other.liveSeason().season().declarations()).hasSize(1);
    }

    @Test
    void declarations_that_make_no_sense_are_refused() {
        // Given
        givenGrid();
        MediumDeclaration revoked = revoked(declared(declaring(Medium.ICE, Passage.OPEN)));

        // When
        var past = refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setUntil(Times.message(NOVEMBER))));
        var backwards = refused(() -> declared(declaring(Medium.ICE, Passage.OPEN)
                .setFrom(Times.message(JANUARY))
                .setUntil(Times.message(JANUARY.minusSeconds(1)))));
        var nowhere =
                refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace("gridFeatures/zone-X")));
        var berth =
                refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace("gridFeatures/berth-B1")));
        var again = refused(() -> revoked(revoked));
        var stale = refused(() -> revoked(revoked.toBuilder().setEtag("1").build()));
        var noKind = refused(() -> evaluated("submarine", IN_NORTH, JULY));

        // Then
        assertThat(reasonOf(past)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(backwards)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(metadataOf(nowhere)).containsEntry("resource", "gridFeatures/zone-X");
        assertThat(reasonOf(berth)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(reasonOf(again)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(noKind)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void only_those_on_duty_at_the_desk_may_declare() {
        // When
        var unit = refused(() -> {
            var ignored = as(Role.UNIT)
                    .declareMedium(declaring(Medium.ICE, Passage.OPEN).build());
        });

        // Then
        assertThat(reasonOf(unit)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
