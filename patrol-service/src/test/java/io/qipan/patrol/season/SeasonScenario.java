package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RevokeDeclarationRequest;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc.SeasonServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The season as it is called, with a grid of two zones. */
abstract class SeasonScenario {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    static final Instant JULY = Instant.parse("2026-07-23T04:00:00Z");
    static final Instant NOVEMBER = Instant.parse("2026-11-22T04:00:00Z");
    static final Instant JANUARY = Instant.parse("2027-01-25T04:00:00Z");
    static final String NORTH = "gridFeatures/zone-N";
    static final Wgs84 IN_NORTH = new Wgs84(39.63, 106.81);
    static final Wgs84 IN_SOUTH = new Wgs84(39.61, 106.81);

    final TestClock clock = TestClock.at(NOVEMBER);
    final SeasonBoard board = SeasonBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> Stream.concat(board.patrol().services().stream(), Stream.of(board.rpc()))
                    .toList());

    SeasonServiceBlockingStub as(Role... roles) {
        return SeasonServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    static String requestId() {
        return UUID.randomUUID().toString();
    }

    static String square(String kind, String code, String parent, double south, double north) {
        return """
                {"type": "Feature", "properties": {"kind": "%s", "code": "%s", "title_zh": "%2$s", "parent": "%s"},
                 "geometry": {"type": "Polygon", "coordinates": [[[106.8, %4$s], [106.84, %4$s], [106.84, %5$s],
                 [106.8, %5$s], [106.8, %4$s]]]}}""".formatted(kind, code, parent, south, north);
    }

    /** A city with a north and a south zone, and a berth. */
    void givenGrid(String... more) {
        String berth = """
                {"type": "Feature", "properties": {"kind": "berth", "code": "B1", "title_zh": "B"},
                 "geometry": {"type": "Point", "coordinates": [106.81, 39.61]}}""";
        String features = Stream.concat(
                        Stream.of(
                                square("city", "C", "", 39.60, 39.64),
                                square("zone", "N", "C", 39.62, 39.64),
                                square("zone", "S", "C", 39.60, 39.62),
                                berth),
                        Stream.of(more))
                .collect(Collectors.joining(","));
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

    static DeclareMediumRequest.Builder declaring(Medium medium, Passage passage) {
        return DeclareMediumRequest.newBuilder()
                .setRequestId(requestId())
                .addMedia(medium)
                .setPassage(passage)
                .setReason("18 cm of clear ice, measured at ten places");
    }

    MediumDeclaration declared(DeclareMediumRequest.Builder request) {
        return as(Role.DISPATCHER).declareMedium(request.build()).getDeclaration();
    }

    EvaluateMovementResponse evaluated(String kind, Wgs84 place, Instant at) {
        return as(Role.UNIT)
                .evaluateMovement(EvaluateMovementRequest.newBuilder()
                        .setKind(kind)
                        .setPoint(point(place))
                        .setAt(Times.message(at))
                        .build());
    }

    static Point point(Wgs84 place) {
        return Point.newBuilder()
                .setLatitude(place.latitude())
                .setLongitude(place.longitude())
                .setDatum(Datum.WGS84)
                .build();
    }

    MediumDeclaration revoked(MediumDeclaration declaration) {
        return as(Role.COMMANDER)
                .revokeDeclaration(RevokeDeclarationRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(declaration.getName())
                        .setEtag(declaration.getEtag())
                        .setReason("a crack at the inlet")
                        .build())
                .getDeclaration();
    }
}
