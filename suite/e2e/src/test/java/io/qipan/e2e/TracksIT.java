package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.google.protobuf.Timestamp;
import io.qipan.launcher.Board;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are made up are imported by {@code ./qipan import-tracks}, and patrol-service says how long they are. As
 * RealTracksIT of patrol-service does with real ones, where these are there.
 */
@ExtendWith(SharedBoard.class)
class TracksIT {
    private static final int FIXES = 2_000;
    private static final int EVERY_S = 5;
    private static final Duration RIDE = Duration.ofSeconds((long) FIXES * EVERY_S);
    private static final double PERCENT = 0.5;

    private static final DateTimeFormatter PLT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd,HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    Path folder = Path.of("");

    private record Place(double latitude, double longitude) {}

    /** Winding along the lake, at some 11 m/s. */
    private static List<Place> way() {
        List<Place> way = new ArrayList<>();
        double latitude = City.PLACE.getLatitude();
        double longitude = City.PLACE.getLongitude();
        for (int i = 0; i < FIXES; i++) {
            way.add(new Place(latitude, longitude));
            double heading = Math.PI / 3 * Math.sin(i / 40.0);
            latitude += 0.0005 * Math.cos(heading);
            longitude += 0.00065 * Math.sin(heading);
        }
        return way;
    }

    /** Straight through the Earth from fix to fix; over fifty metres that is as long as along the ellipsoid (WGS-84). */
    private static double kilometres(List<Place> way) {
        double metres = 0;
        for (int i = 1; i < way.size(); i++) {
            double[] a = inSpace(way.get(i - 1));
            double[] b = inSpace(way.get(i));
            metres += Math.sqrt(Math.pow(b[0] - a[0], 2) + Math.pow(b[1] - a[1], 2) + Math.pow(b[2] - a[2], 2));
        }
        return metres / 1_000;
    }

    private static double[] inSpace(Place place) {
        double flattening = 1 / 298.257_223_563;
        double e2 = flattening * (2 - flattening);
        double latitude = Math.toRadians(place.latitude());
        double longitude = Math.toRadians(place.longitude());
        double n = 6_378_137 / Math.sqrt(1 - e2 * Math.pow(Math.sin(latitude), 2));
        return new double[] {
            n * Math.cos(latitude) * Math.cos(longitude),
            n * Math.cos(latitude) * Math.sin(longitude),
            n * (1 - e2) * Math.sin(latitude)
        };
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.7f", degrees);
    }

    private static String gpx(List<Place> way, Instant begin) {
        StringBuilder text =
                new StringBuilder("<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n");
        for (int i = 0; i < way.size(); i++) {
            text.append("<trkpt lat=\"")
                    .append(degrees(way.get(i).latitude()))
                    .append("\" lon=\"")
                    .append(degrees(way.get(i).longitude()))
                    .append("\"><time>")
                    .append(begin.plusSeconds((long) EVERY_S * i))
                    .append("</time></trkpt>\n");
        }
        return text.append("</trkseg></trk></gpx>\n").toString();
    }

    private static String plt(List<Place> way, Instant begin) {
        List<String> lines = new ArrayList<>(List.of(
                "Geolife trajectory",
                "WGS 84",
                "Altitude is in Feet",
                "Reserved 3",
                "0,2,255,My Track,0,0,2,8421376",
                "0"));
        for (int i = 0; i < way.size(); i++) {
            lines.add(degrees(way.get(i).latitude()) + "," + degrees(way.get(i).longitude()) + ",0,3530,0,"
                    + PLT_TIME.format(begin.plusSeconds((long) EVERY_S * i)));
        }
        return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static TrackSummary summary(Board client, Instant begin) {
        return TrackServiceGrpc.newBlockingStub(client.patrol())
                .summarizeTrack(SummarizeTrackRequest.newBuilder()
                        .setUnit(City.RESERVE)
                        .setFrom(Timestamp.newBuilder().setSeconds(begin.getEpochSecond()))
                        .setUntil(Timestamp.newBuilder()
                                .setSeconds(begin.plus(RIDE).getEpochSecond()))
                        .build())
                .getSummary();
    }

    @Test
    void importedTracksAreAsLongAsAnIndependentComputationSays(TestBoard board) throws IOException {
        // Given
        List<Place> way = way();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant ofGpx = now.minus(Duration.ofHours(20));
        Instant ofPlt = now.minus(Duration.ofHours(40));
        Path gpx = Files.writeString(folder.resolve("made-up.gpx"), gpx(way, ofGpx));
        Path plt = Files.writeString(folder.resolve("made-up.plt"), plt(way, ofPlt));
        try (Board client = board.connect()) {
            City.settle(client);

            // When
            board.importTracks(gpx, City.RESERVE);
            board.importTracks(plt, City.RESERVE);

            // Then
            for (Instant begin : List.of(ofGpx, ofPlt)) {
                TrackSummary summary = summary(client, begin);
                assertThat(summary.getFixes()).isEqualTo(FIXES);
                assertThat(summary.getRaw().getKm()).isCloseTo(kilometres(way), withPercentage(PERCENT));
                assertThat(summary.getFiltered().getKm()).isCloseTo(kilometres(way), withPercentage(PERCENT));
            }
        }
    }
}
