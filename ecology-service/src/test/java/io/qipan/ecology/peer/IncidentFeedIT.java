package io.qipan.ecology.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.clue.ClueScenario;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Result;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.Source;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.runtime.follow.FeedFollower;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncidentFeedIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final ClueScenario scenario = new ClueScenario(DATABASE.unitOfWork(), clock);
    private final List<WatchRequest> asked = new CopyOnWriteArrayList<>();
    private final List<WatchResponse> news = new CopyOnWriteArrayList<>();
    private volatile boolean forgetful;
    private Optional<FeedFollower> feed = Optional.empty();

    @RegisterExtension
    final PeerHarness dispatch = PeerHarness.serving(() -> List.of(new Watching()));

    /** Tells its news to whoever asks, and ends the stream. */
    private final class Watching implements RpcService, WatchServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(WatchServiceGrpc.bindService(this));
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
            asked.add(request);
            if (forgetful && !request.getOptionalResumeToken().isEmpty()) {
                observer.onError(Status.OUT_OF_RANGE.asRuntimeException());
                return;
            }
            news.forEach(observer::onNext);
            observer.onCompleted();
        }
    }

    private void follow() {
        FeedFollower following = new FeedFollower(
                new IncidentFeed(dispatch.peer(), scenario.takeIncidentNews()),
                DATABASE.unitOfWork(),
                clock,
                new SimpleMeterRegistry());
        feed = Optional.of(following);
        following.start();
    }

    @AfterEach
    void stop() {
        feed.ifPresent(FeedFollower::close);
    }

    private Clue received() {
        return DATABASE.unitOfWork()
                .run(
                        "system:test",
                        () -> scenario.submitClue()
                                .submit(
                                        new Report(
                                                Source.PUBLIC,
                                                "",
                                                Optional.empty(),
                                                clock.instant(),
                                                Optional.empty(),
                                                0,
                                                "",
                                                "a generator",
                                                Optional.empty(),
                                                Optional.empty(),
                                                false),
                                        Receipt.draw(new Random(1)),
                                        Optional.empty()));
    }

    private void ended(Clue clue) {
        Incident incident = Incident.newBuilder()
                .setName("incidents/01939b4e-0000-7000-8000-000000000001")
                .setNumber("I2026-000001")
                .setState(Incident.State.ENDED)
                .setOutcome(IncidentOutcome.RESOLVED)
                .setRationale("Gear and 12 kg of fish")
                .setEndedAt(Times.message(clock.instant()))
                .setClue(clue.name())
                .build();
        news.add(WatchResponse.newBuilder()
                .setChange(Change.newBuilder()
                        .setRevision(7)
                        .setResource(incident.getName())
                        .setRecordedAt(Times.message(clock.instant()))
                        .setState(Any.pack(incident)))
                .setResumeToken("seven")
                .build());
    }

    private Optional<Result> result(Clue clue) {
        return DATABASE.unitOfWork()
                .read(() -> scenario.clues().find(clue.id()))
                .flatMap(Clue::incident)
                .flatMap(LinkedIncident::result);
    }

    @Test
    void putsOnTheClueWhatTheUnitsFoundAndGoesOnFromThere() {
        // Given
        Clue clue = received();
        ended(clue);

        // When
        follow();

        // Then
        await().untilAsserted(() ->
                assertThat(result(clue)).contains(new Result(clock.instant(), "RESOLVED", "Gear and 12 kg of fish")));
        await().untilAsserted(() -> assertThat(asked).hasSizeGreaterThan(1));
        assertThat(asked.getFirst().getSendInitialState()).isTrue();
        assertThat(asked.getFirst().getOptionalResumeToken()).isEmpty();
        assertThat(asked.get(1).getOptionalResumeToken()).isEqualTo("seven");
    }

    @Test
    void startsFromThePresentWhenItsPlaceIsForgotten() {
        // Given
        news.add(WatchResponse.newBuilder()
                .setBookmark(Bookmark.getDefaultInstance())
                .setResumeToken("old")
                .build());
        follow();
        await().untilAsserted(() -> assertThat(asked).isNotEmpty());
        Clue clue = received();
        ended(clue);

        // When
        forgetful = true;

        // Then
        await().untilAsserted(() -> assertThat(result(clue)).isPresent());
    }

    @Test
    void goesOnWhenDispatchServiceIsBack() {
        // Given
        Clue clue = received();
        ended(clue);
        dispatch.stop();
        follow();

        // When
        dispatch.start();

        // Then
        await().untilAsserted(() -> assertThat(result(clue)).isPresent());
    }
}
