package io.qipan.patrol.track;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenetics.jpx.GPX;
import io.jenetics.jpx.Track;
import io.jenetics.jpx.TrackSegment;
import io.jenetics.jpx.WayPoint;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Batch;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.track.model.Walk;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackRequest.Format;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackSummary;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrackRpcIT {
    private static final String BOAT = "units/boat-1";
    private static final Instant NOW = Walk.START.plus(Duration.ofDays(1));
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.at(NOW));

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services).withClock(TestClock.at(NOW));

    @BeforeEach
    void registerUnit() {
        Unit boat = Unit.registered(BOAT, BOAT, "kayak", List.of(), Optional.empty());
        patrol.unitOfWork().run("test", () -> patrol.units().add(boat));
    }

    private void keep(List<Fix> fixes) {
        patrol.unitOfWork().run("test", () -> patrol.positions().keep(List.of(new Batch(BOAT, fixes, List.of()))));
    }

    private TrackServiceGrpc.TrackServiceBlockingStub tracks() {
        return TrackServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER));
    }

    private static SummarizeTrackRequest.Builder summary() {
        return SummarizeTrackRequest.newBuilder()
                .setUnit(BOAT)
                .setFrom(Times.message(Walk.START))
                .setUntil(Times.message(NOW));
    }

    private static ExportTrackRequest.Builder export(Format format) {
        return ExportTrackRequest.newBuilder()
                .setUnit(BOAT)
                .setFrom(Times.message(Walk.START))
                .setUntil(Times.message(NOW))
                .setFormat(format);
    }

    private record Exported(String text, ExportTrackResponse.Totals totals, int parts) {}

    private Exported exported(ExportTrackRequest.Builder request) {
        StringBuilder text = new StringBuilder();
        List<ExportTrackResponse> parts = new ArrayList<>();
        tracks().exportTrack(request.build()).forEachRemaining(part -> {
            text.append(part.getPart());
            parts.add(part);
        });
        return new Exported(text.toString(), parts.getLast().getTotals(), parts.size());
    }

    private static List<Track> gpx(String text) throws IOException {
        GPX gpx = GPX.Reader.of(GPX.Version.V11, GPX.Reader.Mode.STRICT)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return gpx.getTracks();
    }

    private static List<WayPoint> points(Track track) {
        return track.segments().flatMap(TrackSegment::points).toList();
    }

    /** Everything that a fix can tell. */
    private static Fix full(long sequence, double latitude, Instant at) {
        Position position = Position.reported(new Wgs84(latitude, 1e-5), 4.5, at, at);
        Motion motion = new Motion(Optional.of(12.5), Optional.of(270.25), Optional.of(-3.75));
        return new Fix("phone-1", sequence, position, motion, true, Optional.empty());
    }

    @Test
    void raw_and_filtered_kilometres_are_told_side_by_side() {
        // Given
        keep(Walk.of("phone-1").steps(6_000, 10, 0, TEN_SECONDS.dividedBy(5)).fixes());

        // When
        SummarizeTrackResponse response = tracks().summarizeTrack(summary().build());

        // Then
        TrackSummary summary = response.getSummary();
        assertThat(summary.getFixes()).isEqualTo(6_001);
        assertThat(summary.getRaw().getMethod()).isEqualTo("sum_of_fixes_v1");
        assertThat(summary.getRaw().getKm()).isCloseTo(60, within(0.3));
        assertThat(summary.getFiltered().getMethod()).isEqualTo("anchored_v1");
        assertThat(summary.getFiltered().getKm()).isCloseTo(60, within(0.3));
        assertThat(summary.getFilter().getStandingRadiusM()).isEqualTo(25);
        assertThat(summary.getMoving().getSeconds()).isEqualTo(12_000);
        assertThat(summary.getLastAt()).isEqualTo(Times.message(Walk.START.plusSeconds(12_000)));
        assertThat(response.getTakenFrom()).isEqualTo(Times.message(NOW.minus(Patrol.POSITIONS_KEPT)));
    }

    @Test
    void what_is_told_is_told_of_the_device_and_with_the_filter_that_were_asked_for() {
        // Given
        keep(Walk.of("phone-1").steps(10, 20, 0, TEN_SECONDS).fixes());
        keep(Walk.of("phone-2").steps(3, 500, 0, TEN_SECONDS).fixes());
        SummarizeTrackRequest.Builder request = summary().setOptionalDevice("phone-1");
        request.getFilterBuilder().setStandingRadiusM(1_000);

        // When
        TrackSummary summary = tracks().summarizeTrack(request.build()).getSummary();

        // Then
        assertThat(summary.getDevices()).isEqualTo(1);
        assertThat(summary.getFixes()).isEqualTo(11);
        assertThat(summary.getRaw().getKm()).isCloseTo(0.2, within(0.001));
        assertThat(summary.getFiltered().getKm()).isZero();
    }

    @Test
    void a_unit_reads_its_own_track_and_no_other() {
        // Given
        var own = TrackServiceGrpc.newBlockingStub(harness.unitChannel(BOAT));
        var other = TrackServiceGrpc.newBlockingStub(harness.unitChannel("units/car-1"));

        // When
        TrackSummary summary = own.summarizeTrack(summary().build()).getSummary();

        // Then
        assertThat(summary.hasFirstAt()).isFalse();
        assertThat(reasonOf(refused(() -> other.summarizeTrack(summary().build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(
                        () -> other.exportTrack(export(Format.GPX).build()).next())))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void gpx_has_a_track_for_each_device_and_a_segment_for_each_time_without_gaps() throws IOException {
        // Given
        keep(Walk.of("a")
                .steps(4, 100, 0, TEN_SECONDS)
                .step(0, 900, Duration.ofMinutes(30))
                .steps(2, 0, 50, TEN_SECONDS)
                .fixes());
        keep(Walk.of("b").step(5, 5, Duration.ofSeconds(3)).fixes());

        // When
        Exported exported = exported(export(Format.GPX));

        // Then
        List<Track> tracks = gpx(exported.text());
        assertThat(tracks).extracting(track -> track.getName().orElse("")).containsExactly("a", "b");
        assertThat(tracks.getFirst()
                        .segments()
                        .map(segment -> segment.getPoints().size()))
                .containsExactly(5, 3);
        assertThat(points(tracks.getLast())).hasSize(2);
        assertThat(exported.totals().getFixes()).isEqualTo(10);
        assertThat(exported.totals().getWritten()).isEqualTo(10);
    }

    @Test
    void gpx_keeps_what_a_fix_tells() throws IOException {
        // Given
        keep(List.of(full(7, 39.123456789, Walk.START.plusMillis(250))));

        // When
        Exported exported = exported(export(Format.GPX));

        // Then
        WayPoint point = points(gpx(exported.text()).getFirst()).getFirst();
        assertThat(point.getLatitude().doubleValue()).isEqualTo(39.123456789);
        assertThat(point.getLongitude().doubleValue()).isEqualTo(1e-5);
        assertThat(point.getTime()).contains(Walk.START.plusMillis(250));
        assertThat(point.getElevation().orElseThrow().doubleValue()).isEqualTo(-3.75);
        assertThat(exported.text())
                .contains("lon=\"0.000010\"")
                .contains("<gpxtpx:speed>12.5</gpxtpx:speed><gpxtpx:course>270.25</gpxtpx:course>")
                .contains("<qipan:accuracy_m>4.5</qipan:accuracy_m><qipan:sequence>7</qipan:sequence>")
                .contains("<qipan:mock_location>true</qipan:mock_location>");
    }

    @Test
    void geojson_keeps_what_a_fix_tells() throws IOException {
        // Given
        keep(List.of(full(7, 39.5, Walk.START), full(8, 39.6, Walk.START.plusSeconds(5))));
        keep(Walk.of("b").fixes());

        // When
        JsonNode document =
                new ObjectMapper().readTree(exported(export(Format.GEOJSON)).text());

        // Then
        assertThat(document.get("type").asText()).isEqualTo("FeatureCollection");
        assertThat(document.get("features")).hasSize(2);
        JsonNode alone = document.get("features").get(0);
        assertThat(alone.at("/geometry/type").asText()).isEqualTo("Point");
        assertThat(alone.at("/properties/device").asText()).isEqualTo("b");
        assertThat(alone.at("/properties/speeds_mps/0").isNull()).isTrue();
        JsonNode line = document.get("features").get(1);
        assertThat(line.at("/geometry/type").asText()).isEqualTo("LineString");
        assertThat(line.at("/geometry/coordinates/1/1").asDouble()).isEqualTo(39.6);
        assertThat(line.at("/properties/times/1").asText()).isEqualTo("2026-11-20T02:00:05Z");
        assertThat(line.at("/properties/speeds_mps/0").asDouble()).isEqualTo(12.5);
        assertThat(line.at("/properties/altitudes_m/0").asDouble()).isEqualTo(-3.75);
        assertThat(line.at("/properties/mock_locations/1").asBoolean()).isTrue();
    }

    @Test
    void long_tracks_come_in_parts_and_lines_go_on_where_they_ended() throws IOException {
        // Given
        keep(Walk.of("a").steps(6_500, 1, 0, Duration.ofSeconds(1)).fixes());

        // When
        Exported exported = exported(export(Format.GEOJSON));

        // Then
        assertThat(exported.parts()).isGreaterThan(10);
        JsonNode features = new ObjectMapper().readTree(exported.text()).get("features");
        assertThat(features).hasSize(7);
        assertThat(features.get(1).at("/geometry/coordinates/0"))
                .isEqualTo(features.get(0).at("/geometry/coordinates/999"));
        assertThat(features.get(1).at("/properties/continued").asBoolean()).isTrue();
        int fixes = 0;
        for (JsonNode feature : features) {
            fixes += feature.at("/properties/times").size()
                    - (feature.at("/properties/continued").asBoolean() ? 1 : 0);
        }
        assertThat(fixes).isEqualTo(6_501);
    }

    @Test
    void a_tolerance_leaves_out_what_adds_nothing() throws IOException {
        // Given
        keep(Walk.of("a")
                .steps(3_000, 1, 0, Duration.ofSeconds(1))
                .steps(3_000, 0, 1, Duration.ofSeconds(1))
                .fixes());

        // When
        Exported exported = exported(export(Format.GPX).setToleranceM(2));

        // Then
        assertThat(exported.totals().getFixes()).isEqualTo(6_001);
        assertThat(exported.totals().getWritten()).isBetween(3L, 5L);
        assertThat(points(gpx(exported.text()).getFirst()))
                .hasSize((int) exported.totals().getWritten());
    }

    @Test
    void a_track_of_nobody_is_an_empty_document() throws IOException {
        // When
        Exported exported = exported(export(Format.GPX).setUnit("units/none"));

        // Then
        assertThat(gpx(exported.text())).isEmpty();
        assertThat(exported(export(Format.GEOJSON).setUnit("units/none")).text())
                .isEqualTo("{\"type\":\"FeatureCollection\",\"unit\":\"units/none\",\"features\":[]}");
    }
}
