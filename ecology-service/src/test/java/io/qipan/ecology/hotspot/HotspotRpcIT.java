package io.qipan.ecology.hotspot;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.clue.ClueScenario;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.Clue.Confidence;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.EndHeatSourceRequest;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.HeatSource;
import io.qipan.proto.ecology.v1.Hotspot;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc;
import io.qipan.proto.ecology.v1.HotspotServiceGrpc.HotspotServiceBlockingStub;
import io.qipan.proto.ecology.v1.ImportHotspotsRequest;
import io.qipan.proto.ecology.v1.ImportHotspotsResponse;
import io.qipan.proto.ecology.v1.ListHotspotsRequest;
import io.qipan.proto.ecology.v1.RegisterHeatSourceRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HotspotRpcIT {
    private static final Instant SEEN = Instant.parse("2026-11-20T01:00:00Z");

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final ClueScenario clues = new ClueScenario(DATABASE.unitOfWork(), clock);

    @RegisterExtension
    final RpcHarness rpc =
            RpcHarness.serving(() -> List.of(clues.rpc(), handlers())).withClock(clock);

    private HotspotRpc handlers() {
        Hotspots hotspots = new PostgresHotspots();
        HeatSources sources = new PostgresHeatSources();
        return new HotspotRpc(
                DATABASE.unitOfWork(),
                new ImportHotspots(hotspots, sources, clues.submitClue(), clues.clues(), clues.records(), clock),
                new RegisterHeatSource(sources, clues.journal()),
                new EndHeatSource(sources, clues.journal()),
                hotspots,
                sources,
                clues.records(),
                clock);
    }

    private HotspotServiceBlockingStub officer() {
        return HotspotServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private ClueServiceBlockingStub clueDesk() {
        return ClueServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private static Hotspot hotspot(double latitude, double longitude, Duration later, Confidence confidence) {
        return Hotspot.newBuilder()
                .setSatellite("Terra")
                .setAcquiredAt(Times.message(SEEN.plus(later)))
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setConfidence(confidence)
                .setFrpMw(14.5)
                .build();
    }

    private ImportHotspotsResponse imported(Hotspot... hotspots) {
        return officer()
                .importHotspots(ImportHotspotsRequest.newBuilder()
                        .setRequestId(ClueScenario.newId())
                        .addAllHotspots(List.of(hotspots))
                        .build());
    }

    private Clue clue(String name) {
        return clueDesk()
                .getClue(GetClueRequest.newBuilder().setName(name).build())
                .getClue();
    }

    private HeatSource steelWorks() {
        return officer()
                .registerHeatSource(RegisterHeatSourceRequest.newBuilder()
                        .setRequestId(ClueScenario.newId())
                        .setTitle("steel works")
                        .setPoint(Point.newBuilder()
                                .setLatitude(42)
                                .setLongitude(120)
                                .setDatum(Datum.WGS84))
                        .setRadiusM(1_000)
                        .setFrom(Times.message(SEEN.minusSeconds(60)))
                        .setBasis("licence register")
                        .build())
                .getHeatSource();
    }

    @Test
    void makesOneClueOfWhatBelongsTogether() {
        // When
        ImportHotspotsResponse imported = imported(
                hotspot(42, 120, Duration.ZERO, Confidence.LOW),
                hotspot(42.01, 120, Duration.ZERO, Confidence.HIGH),
                hotspot(43, 120, Duration.ZERO, Confidence.LOW),
                hotspot(42, 120, Duration.ZERO, Confidence.LOW));

        // Then
        assertThat(imported.getStored()).isEqualTo(3);
        assertThat(imported.getDuplicate()).isOne();
        assertThat(imported.getNewCluesList()).hasSize(2);
        Clue clue = clue(imported.getNewClues(0));
        assertThat(clue.getSource()).isEqualTo(Clue.Source.HOTSPOT);
        assertThat(clue.getConfidence()).isEqualTo(Confidence.HIGH);
        assertThat(clue.getConfidenceReason())
                .isEqualTo("2 detections, of which the surest is HIGH, in 1 pass by Terra");
        assertThat(clue.getActivity()).isEqualTo("wildfire_use");
        assertThat(clue.getTriageTerm().getBasis()).contains("instrument");
        assertThat(officer()
                        .listHotspots(ListHotspotsRequest.newBuilder()
                                .setClue(clue.getName())
                                .build())
                        .getHotspotsList())
                .hasSize(2);
    }

    @Test
    void letsAClueGrowWithLaterImportsAndStoresNothingTwice() {
        // Given
        Hotspot first = hotspot(42, 120, Duration.ZERO, Confidence.LOW);
        String name = imported(first).getNewClues(0);

        // When
        ImportHotspotsResponse again = imported(first, hotspot(42.01, 120, Duration.ofMinutes(30), Confidence.LOW));

        // Then
        assertThat(again.getStored()).isOne();
        assertThat(again.getDuplicate()).isOne();
        assertThat(again.getNewCluesList()).isEmpty();
        assertThat(again.getGrownCluesList()).containsExactly(name);
        assertThat(clue(name).getConfidence()).isEqualTo(Confidence.NOMINAL);
        assertThat(clue(name).getSummary()).contains("2 detections by Terra");
    }

    @Test
    void opensNoAnsweredClueAgain() {
        // Given
        Clue clue =
                clue(imported(hotspot(42, 120, Duration.ZERO, Confidence.LOW)).getNewClues(0));
        Clue triaged = clueDesk()
                .triageClue(ClueScenario.triage(clue).setNotEnough(true).build())
                .getClue();
        var ignored = clueDesk()
                .answerClue(AnswerClueRequest.newBuilder()
                        .setRequestId(ClueScenario.newId())
                        .setName(clue.getName())
                        .setEtag(triaged.getEtag())
                        .setAnswer("A bonfire, put out.")
                        .build());

        // When
        ImportHotspotsResponse later = imported(hotspot(42.01, 120, Duration.ofMinutes(30), Confidence.LOW));

        // Then
        assertThat(later.getNewCluesList()).hasSize(1).doesNotContain(clue.getName());
    }

    @Test
    void tellsMoreHeatWhereOneLowDetectionWasNotEnoughAsNews() {
        // Given
        Clue clue =
                clue(imported(hotspot(42, 120, Duration.ZERO, Confidence.LOW)).getNewClues(0));
        Clue triaged = clueDesk()
                .triageClue(ClueScenario.triage(clue).setNotEnough(true).build())
                .getClue();

        // When
        ImportHotspotsResponse later = imported(
                hotspot(42.01, 120, Duration.ofMinutes(40), Confidence.HIGH),
                hotspot(42, 120.01, Duration.ofMinutes(40), Confidence.HIGH));

        // Then
        assertThat(later.getGrownCluesList()).isEmpty();
        assertThat(later.getNewCluesList()).hasSize(1).doesNotContain(clue.getName());
        assertThat(clue(later.getNewClues(0)).getState()).isEqualTo(Clue.State.RECEIVED);
        assertThat(clue(clue.getName())).isEqualTo(triaged);
    }

    @Test
    void letsAClueGrowThatSomebodyIsSentTo() {
        // Given
        Clue clue =
                clue(imported(hotspot(42, 120, Duration.ZERO, Confidence.HIGH)).getNewClues(0));
        var ignored = clueDesk()
                .triageClue(ClueScenario.triage(clue).setOpenIncident(true).build())
                .getClue();

        // When
        ImportHotspotsResponse later = imported(hotspot(42.01, 120, Duration.ofMinutes(40), Confidence.HIGH));

        // Then
        assertThat(later.getGrownCluesList()).containsExactly(clue.getName());
    }

    private Clue merged(String name, Clue into) {
        return clueDesk()
                .triageClue(ClueScenario.triage(clue(name))
                        .setMergeInto(into.getName())
                        .build())
                .getClue();
    }

    @Test
    void letsTheClueGrowThatTheHeatIsMergedInto() {
        // Given
        Clue told = clueDesk().submitClue(ClueScenario.tip().build()).getClue();
        Clue root = clueDesk()
                .triageClue(ClueScenario.triage(told).setOpenIncident(true).build())
                .getClue();
        Clue merged = merged(
                imported(hotspot(42, 120, Duration.ZERO, Confidence.HIGH)).getNewClues(0), root);

        // When
        ImportHotspotsResponse later = imported(hotspot(42.01, 120, Duration.ofMinutes(40), Confidence.HIGH));

        // Then
        assertThat(later.getNewCluesList()).isEmpty();
        assertThat(later.getGrownCluesList()).containsExactly(root.getName());
        assertThat(clue(root.getName()).getSummary()).isEqualTo(told.getSummary());
        assertThat(clue(merged.getName())).isEqualTo(merged);
    }

    @Test
    void makesNoClueOfKnownHeatWhileItIsKnown() {
        // Given
        HeatSource works = steelWorks();
        ImportHotspotsResponse known = imported(hotspot(42.005, 120, Duration.ZERO, Confidence.HIGH));
        clock.set(SEEN.plus(Duration.ofHours(2)));
        HeatSource ended = officer()
                .endHeatSource(EndHeatSourceRequest.newBuilder()
                        .setRequestId(ClueScenario.newId())
                        .setName(works.getName())
                        .setEtag(works.getEtag())
                        .setReason("torn down")
                        .build())
                .getHeatSource();

        // When
        clock.set(SEEN.plus(Duration.ofHours(4)));
        ImportHotspotsResponse after = imported(hotspot(42.005, 120, Duration.ofHours(3), Confidence.HIGH));

        // Then
        assertThat(known.getKnownSource()).isOne();
        assertThat(known.getNewCluesList()).isEmpty();
        assertThat(ended.hasUntil()).isTrue();
        assertThat(after.getKnownSource()).isZero();
        assertThat(after.getNewCluesList()).hasSize(1);
    }

    @Test
    void refusesWhatIsYetToBeSeen() {
        // Given
        Hotspot tomorrow = hotspot(42, 120, Duration.ofDays(1), Confidence.LOW);

        // When
        Reason reason = reasonOf(refused(() -> imported(tomorrow)));

        // Then
        assertThat(reason).isEqualTo(Reason.TIME_IN_FUTURE);
    }

    @Test
    void answersRandomMessages() {
        // When
        RandomMessages.throwAt(rpc, HotspotServiceGrpc.getServiceDescriptor(), 100, 7);

        // Then
        assertThat(rpc.inFlight()).isZero();
    }
}
