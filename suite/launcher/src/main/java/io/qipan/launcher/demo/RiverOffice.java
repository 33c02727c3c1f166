package io.qipan.launcher.demo;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.grpc.Channel;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesRequest;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.proto.ecology.v1.TriageClueRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Predicate;

/** What call-taker and ecology officer do with the clue. */
final class RiverOffice {
    private static final String ACTIVITY = "fishing_electric";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int UNCERTAINTY_M = 300;

    private final Channel ecology;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    RiverOffice(Channel ecology, Cast cast) {
        this.ecology = ecology;
        this.cast = cast;
    }

    /** The night of 24 July, the last one there was: in the fishing ban of the Yellow River. */
    private static Timestamp actAt() {
        LocalDate today = LocalDate.now(ZONE);
        LocalDate night = LocalDate.of(today.getYear(), 7, 24);
        LocalDate last = night.isBefore(today) ? night : night.minusYears(1);
        Instant at = last.atTime(LocalTime.of(23, 5)).atZone(ZONE).toInstant();
        return Stamps.of(at);
    }

    private static Point river() {
        return Point.newBuilder()
                .setLatitude(39.67)
                .setLongitude(106.78)
                .setDatum(Datum.WGS84)
                .build();
    }

    static String text(Timestamp at) {
        return Timestamps.toString(at);
    }

    SubmitClueResponse tip() {
        SubmitClueRequest request = SubmitClueRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setSource(Clue.Source.PUBLIC)
                .setOptionalActivity(ACTIVITY)
                .setOccurredAt(actAt())
                .setPoint(river())
                .setUncertaintyM(UNCERTAINTY_M)
                .setPlaceText("below the bridge")
                .setSummary("A boat without light and the hum of a generator")
                .setOptionalContact("the telephone of the tipster")
                .setDrill(true)
                .build();
        return retries.call(() -> ClueServiceGrpc.newBlockingStub(ecology)
                .withCallCredentials(cast.callTaker())
                .submitClue(request));
    }

    int duplicates(Clue clue) {
        ListLikelyDuplicatesRequest request =
                ListLikelyDuplicatesRequest.newBuilder().setName(clue.getName()).build();
        return retries.call(() -> clues().listLikelyDuplicates(request)).getDuplicatesCount();
    }

    /** Returns when dispatch-service has opened the incident. */
    Clue send(Clue clue) {
        TriageClueRequest request = TriageClueRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(clue.getName())
                .setEtag(clue.getEtag())
                .setOpenIncident(true)
                .setReason("It is happening now, and in the ban")
                .build();
        Clue triaged = retries.call(() -> clues().triageClue(request)).getClue();
        return until(triaged, now -> !now.getIncident().getName().isEmpty(), "dispatch-service opens the incident");
    }

    /** Returns when the result of the incident and its case have come back. */
    Clue untilResult(Clue clue) {
        return until(
                clue,
                now -> now.getIncident().hasEndedAt() && !now.getCase().isEmpty(),
                "the result of the incident comes back, and its case");
    }

    private Clue until(Clue clue, Predicate<Clue> wanted, String what) {
        GetClueRequest request =
                GetClueRequest.newBuilder().setName(clue.getName()).build();
        Clue last = retries.until(wanted, () -> clues().getClue(request).getClue());
        if (!wanted.test(last)) {
            throw new UserError("Waited in vain that " + what + ". See ./qipan status.");
        }
        return last;
    }

    Clue answer(Clue clue) {
        AnswerClueRequest request = AnswerClueRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(clue.getName())
                .setEtag(clue.getEtag())
                .setAnswer("Two people were met with forbidden gear and 12 kg of fish. The police are dealing with it.")
                .build();
        return retries.call(() -> clues().answerClue(request)).getClue();
    }

    GetClueProgressResponse check(String receipt) {
        GetClueProgressRequest request =
                GetClueProgressRequest.newBuilder().setReceipt(receipt).build();
        return retries.call(() -> ClueServiceGrpc.newBlockingStub(ecology).getClueProgress(request));
    }

    private ClueServiceBlockingStub clues() {
        return ClueServiceGrpc.newBlockingStub(ecology).withCallCredentials(cast.officer());
    }
}
