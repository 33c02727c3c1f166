package io.qipan.runtime.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the place in a feed is kept, and what is told of it meanwhile. */
class KeptPlaceIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final TestClock clock = TestClock.standing();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<WatchRequest> asked = new CopyOnWriteArrayList<>();
    private final List<WatchResponse> news = new CopyOnWriteArrayList<>();
    private Optional<FeedFollower> follower = Optional.empty();

    @RegisterExtension
    final PeerHarness other = PeerHarness.serving(() -> List.of(new Watching()));

    /** Tells the same to whoever asks, and ends the stream. */
    private final class Watching implements RpcService, WatchServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(WatchServiceGrpc.bindService(this));
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
            asked.add(request);
            news.forEach(observer::onNext);
            observer.onCompleted();
        }
    }

    /** Reads everything, and has nothing to do about it. */
    private record Onlooker(Peer peer) implements FollowedFeed {

        @Override
        public String service() {
            return "patrol";
        }

        @Override
        public List<String> kinds() {
            return List.of("units");
        }

        @Override
        public Optional<Runnable> news(Any state) throws InvalidProtocolBufferException {
            assertThat(state.unpack(StringValue.class)).isNotNull();
            return Optional.empty();
        }
    }

    private void follow(Duration pause) {
        FeedFollower started =
                new FeedFollower(new Onlooker(other.peer()), DATABASE.unitOfWork(), clock, meters, pause);
        follower = Optional.of(started);
        started.start();
    }

    @AfterEach
    void stop() {
        follower.ifPresent(FeedFollower::close);
    }

    private void changed(long revision, Instant recordedAt, Any state) {
        news.add(WatchResponse.newBuilder()
                .setChange(Change.newBuilder()
                        .setRevision(revision)
                        .setResource("units/" + revision)
                        .setRecordedAt(Times.message(recordedAt))
                        .setState(state))
                .setResumeToken("token " + revision)
                .build());
    }

    private static Any readable() {
        return Any.pack(StringValue.of("a unit"));
    }

    private String newestAsked() {
        return asked.getLast().getOptionalResumeToken();
    }

    private double gauge(String name) {
        return meters.get(name).tag("feed", "patrol/units").gauge().value();
    }

    @Test
    void whatConcernsNobodyMovesThePlaceAfterTenSeconds() {
        // Given
        changed(1, clock.instant(), readable());
        follow(Duration.ofMillis(200));
        await().until(() -> asked.size() > 2);
        String before = newestAsked();

        // When
        clock.advance(Duration.ofSeconds(10));

        // Then
        await().until(() -> newestAsked().equals("token 1"));
        assertThat(before).isEmpty();
        assertThat(gauge("qipan.followed.silence.seconds")).isZero();
    }

    @Test
    void whatConcernsNobodyMovesThePlaceWhenThereIsMuchOfIt() {
        // Given
        for (int revision = 1; revision <= 250; revision++) {
            changed(revision, clock.instant(), readable());
        }

        // When
        follow(Duration.ofMillis(200));

        // Then
        await().until(() -> asked.size() > 1);
        assertThat(asked.get(1).getOptionalResumeToken()).isEqualTo("token 200");
    }

    @Test
    void theAgeOfWhatIsReadIsToldUntilThereIsNothingMore() {
        // Given
        changed(1, clock.instant().minusSeconds(90), readable());
        follow(Duration.ofMillis(50));
        await().until(() -> gauge("qipan.followed.lag.seconds") == 90);

        // When
        news.add(WatchResponse.newBuilder()
                .setBookmark(Bookmark.getDefaultInstance())
                .setResumeToken("end")
                .build());

        // Then
        await().until(() -> newestAsked().equals("end") && gauge("qipan.followed.lag.seconds") == 0);
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        // Given
        changed(1, clock.instant(), readable());
        changed(
                2,
                clock.instant(),
                readable().toBuilder()
                        .setValue(ByteString.copyFromUtf8("neither"))
                        .build());

        // When
        follow(Duration.ofMillis(200));

        // Then
        await().until(() -> asked.size() > 1);
        assertThat(asked.get(1).getOptionalResumeToken()).isEqualTo("token 2");
        assertThat(meters.get("qipan.followed.passed.over")
                        .tag("feed", "patrol/units")
                        .counter()
                        .count())
                .isPositive();
    }
}
