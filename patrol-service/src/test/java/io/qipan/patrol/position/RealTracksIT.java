package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.track.model.Vincenty;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.proto.patrol.v1.TrackSummary;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real files through the stream of a device into PostgreSQL, and what the service then says of them. */
@EnabledIf(value = "areThere", disabledReason = "The real tracks do not lie beside this checkout")
class RealTracksIT {
    private static final String UNIT = "units/real-1";
    private static final double ALLOWED = 0.005;
    private static final int MOST = 500;
    private static final DateTimeFormatter AIS = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services).withClock(clock);

    /** A line of a file, by itself. */
    private record Seen(long line, Instant at, Wgs84 place) {}

    static boolean areThere() {
        return Files.isDirectory(folder());
    }

    private static Path folder() {
        String shared = System.getProperty("qipan.shared");
        // The module lies one folder below the repository.
        return (shared == null ? Path.of("../../shared") : Path.of(shared)).resolve("data/tracks");
    }

    @BeforeEach
    void registerUnit() {
        Fixes.register(patrol, UNIT);
    }

    private static Seen seen(long line, Instant at, String latitude, String longitude) {
        return new Seen(line, at, new Wgs84(Double.parseDouble(latitude), Double.parseDouble(longitude)));
    }

    private static Instant utc(String text, DateTimeFormatter form) {
        return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
    }

    private static Map<String, List<Seen>> people() throws IOException {
        Map<String, List<Seen>> tracks = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder().resolve("geolife"))) {
            files = all.filter(file -> file.toString().endsWith(".plt")).toList();
        }
        for (Path file : files) {
            List<Seen> track = tracks.computeIfAbsent(
                    "plt-" + file.getName(file.getNameCount() - 3) + "-" + file.getFileName(),
                    device -> new ArrayList<>());
            List<String> lines = Files.readAllLines(file);
            for (int i = 6; i < lines.size(); i++) {
                String[] fields = lines.get(i).split(",", -1);
                track.add(seen(i + 1, Instant.parse(fields[5] + "T" + fields[6] + "Z"), fields[0], fields[1]));
            }
        }
        return tracks;
    }

    private static Map<String, List<Seen>> ships() throws IOException {
        Map<String, List<Seen>> tracks = new TreeMap<>();
        List<String> lines = Files.readAllLines(folder().resolve("evergiven-ais-2021.csv"));
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            tracks.computeIfAbsent("ais-" + fields[0], device -> new ArrayList<>())
                    .add(seen(i + 1, utc(fields[1], AIS), fields[3], fields[2]));
        }
        return tracks;
    }

    private static Map<String, List<Seen>> buses() throws IOException {
        Map<String, List<Seen>> tracks = new TreeMap<>();
        List<String> lines = Files.readAllLines(folder().resolve("liverpool-route14-2026-01-26.csv"));
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).replace("\"", "").split(",", -1);
            tracks.computeIfAbsent("bus-" + fields[1], device -> new ArrayList<>())
                    .add(seen(i + 1, utc(fields[3], PLAIN), fields[4], fields[5]));
        }
        return tracks;
    }

    /** In the order of the track, whatever the order of the lines. */
    private static double independentKm(List<Seen> track) {
        List<Seen> inOrder = track.stream()
                .sorted(Comparator.comparing(Seen::at).thenComparing(Seen::line))
                .toList();
        double metres = 0;
        for (int i = 1; i < inOrder.size(); i++) {
            metres += Vincenty.metres(inOrder.get(i - 1).place(), inOrder.get(i).place());
        }
        return metres / 1_000;
    }

    private static Fix fix(Seen seen) {
        return Fix.newBuilder()
                .setSequence(seen.line())
                .setPoint(Point.newBuilder()
                        .setLatitude(seen.place().latitude())
                        .setLongitude(seen.place().longitude())
                        .setDatum(Datum.WGS84))
                .setFixedAt(Times.message(seen.at()))
                .build();
    }

    /** Returns how many fixes are new. */
    private int send(String device, List<Seen> track) {
        Phone phone = Phone.on(harness.unitChannel(UNIT));
        int batches = 0;
        for (int from = 0; from < track.size(); from += MOST) {
            batches++;
            phone.send(StreamPositionsRequest.newBuilder()
                    .setBatch(batches)
                    .setUnit(UNIT)
                    .setDevice(device)
                    .addAllFixes(track.subList(from, Math.min(track.size(), from + MOST)).stream()
                            .map(RealTracksIT::fix)
                            .toList()));
        }
        int stored = 0;
        for (int i = 0; i < batches; i++) {
            StreamPositionsResponse acknowledgement = phone.acknowledgement();
            assertThat(acknowledgement.getQuarantinedList()).as(device).isEmpty();
            stored += acknowledgement.getStored();
        }
        phone.hangUp();
        return stored;
    }

    private TrackSummary summary(String device, List<Seen> track) {
        Instant first =
                track.stream().map(Seen::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                track.stream().map(Seen::at).max(Comparator.naturalOrder()).orElseThrow();
        return TrackServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .summarizeTrack(SummarizeTrackRequest.newBuilder()
                        .setUnit(UNIT)
                        .setOptionalDevice(device)
                        .setFrom(Times.message(first))
                        .setUntil(Times.message(last.plusSeconds(1)))
                        .build())
                .getSummary();
    }

    private void everyTrackIsAsLongAsItIs(Map<String, List<Seen>> tracks, TestReporter reporter) {
        double told = 0;
        double independent = 0;
        for (Map.Entry<String, List<Seen>> track : tracks.entrySet()) {
            clock.set(track.getValue().stream()
                    .map(Seen::at)
                    .max(Comparator.naturalOrder())
                    .orElseThrow()
                    .plus(Duration.ofMinutes(1)));
            assertThat(send(track.getKey(), track.getValue()))
                    .as(track.getKey())
                    .isEqualTo(track.getValue().size());
            double km = independentKm(track.getValue());
            TrackSummary summary = summary(track.getKey(), track.getValue());
            assertThat(summary.getFixes()).isEqualTo(track.getValue().size());
            assertThat(summary.getRaw().getKm()).as(track.getKey()).isCloseTo(km, within(km * ALLOWED));
            told += summary.getRaw().getKm();
            independent += km;
        }
        assertThat(told).isCloseTo(independent, within(independent * ALLOWED));
        reporter.publishEntry("told and independent km of " + tracks.size(), told + " " + independent);
    }

    @Test
    void people_of_geolife_went_as_far_as_an_independent_computation_says(TestReporter reporter) throws IOException {
        Map<String, List<Seen>> tracks = people();

        everyTrackIsAsLongAsItIs(tracks, reporter);

        assertThat(tracks).hasSizeGreaterThan(60);
    }

    @Test
    void ships_went_as_far_as_an_independent_computation_says(TestReporter reporter) throws IOException {
        Map<String, List<Seen>> tracks = ships();

        everyTrackIsAsLongAsItIs(tracks, reporter);

        assertThat(tracks).hasSize(256);
    }

    @Test
    void buses_went_as_far_as_an_independent_computation_says(TestReporter reporter) throws IOException {
        Map<String, List<Seen>> tracks = buses();

        everyTrackIsAsLongAsItIs(tracks, reporter);

        assertThat(tracks).isNotEmpty();
    }
}
