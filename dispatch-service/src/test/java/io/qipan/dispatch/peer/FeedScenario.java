package io.qipan.dispatch.peer;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.follow.FeedFollower;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What patrol-service tells in its feed, followed by as many replicas as the test says. */
abstract class FeedScenario extends DispatchScenario {
    private final List<WatchRequest> asked = new CopyOnWriteArrayList<>();
    private final List<WatchResponse> news = new CopyOnWriteArrayList<>();
    private volatile boolean forgetful;
    private final List<FeedFollower> followers = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final PeerHarness other = PeerHarness.serving(() -> List.of(new Watching()));

    /** Tells all its news to whoever asks, from wherever, and ends the stream. */
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

    void follow() {
        FeedFollower following = new FeedFollower(
                new PatrolFeed(
                        other.peer(),
                        dispatch.sensors().takeAlarm(),
                        dispatch.sensors().takeSensorNews(),
                        dispatch.visits().takeVisitNews()),
                DATABASE.unitOfWork(),
                clock,
                new SimpleMeterRegistry());
        followers.add(following);
        following.start();
    }

    @AfterEach
    void stop() {
        followers.forEach(FeedFollower::close);
    }

    /** What was asked since it was forgotten last. */
    List<WatchRequest> asked() {
        return List.copyOf(asked);
    }

    void forgetAsked() {
        asked.clear();
    }

    void awaitAsked(int times) {
        int before = asked.size();
        await().until(() -> asked.size() >= before + times);
    }

    /** From now on it knows no place where somebody was. */
    void forgetPlaces() {
        forgetful = true;
    }

    void tell(int revision, String resource, Message state) {
        news.add(WatchResponse.newBuilder()
                .setChange(Change.newBuilder()
                        .setRevision(revision)
                        .setResource(resource)
                        .setRecordedAt(Times.message(clock.instant()))
                        .setState(Any.pack(state)))
                .setResumeToken("token " + revision)
                .build());
    }

    /** As the next of its feed. */
    void tell(String resource, Message state) {
        tell(news.size() + 1, resource, state);
    }

    void tellBookmark(String token) {
        news.add(WatchResponse.newBuilder()
                .setBookmark(Bookmark.getDefaultInstance())
                .setResumeToken(token)
                .build());
    }

    static List<String> attentions() {
        return rows("select resource || ' ' || state || ' ' || times from attention order by resource, first_at");
    }
}
