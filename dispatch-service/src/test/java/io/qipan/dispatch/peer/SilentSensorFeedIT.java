package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.runtime.follow.FeedFollower;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What patrol-service tells of how its sensors speak, followed by two replicas. */
class SilentSensorFeedIT extends DispatchScenario {
    private final List<WatchRequest> asked = new CopyOnWriteArrayList<>();
    private final List<WatchResponse> news = new CopyOnWriteArrayList<>();
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
            news.forEach(observer::onNext);
            observer.onCompleted();
        }
    }

    private void follow() {
        FeedFollower following = new FeedFollower(
                new SensorFeed(
                        other.peer(),
                        dispatch.sensors().takeAlarm(),
                        dispatch.sensors().takeSensorNews()),
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

    private void told(String code, String etag, Sensor.State state) {
        Sensor.Builder sensor = Sensor.newBuilder()
                .setName("sensors/sensor-" + code)
                .setEtag(etag)
                .setState(state)
                .setDevice("gridFeatures/sensor-" + code)
                .setReportEveryS(600);
        if (state == Sensor.State.SILENT) {
            sensor.setSilentSince(Times.message(clock.instant())).setOwner("desk:technology");
        }
        int revision = news.size() + 1;
        news.add(WatchResponse.newBuilder()
                .setChange(Change.newBuilder()
                        .setRevision(revision)
                        .setResource(sensor.getName())
                        .setRecordedAt(Times.message(clock.instant()))
                        .setState(Any.pack(sensor.build())))
                .setResumeToken("token " + revision)
                .build());
    }

    private void awaitAsked(int times) {
        int before = asked.size();
        await().until(() -> asked.size() >= before + times);
    }

    private static List<String> attentions() {
        return rows("select resource || ' ' || state || ' ' || times from attention order by resource, first_at");
    }

    @Test
    void two_replicas_that_are_told_everything_again_and_again_put_each_silence_into_the_queue_once() {
        // Given
        told("a", "1", Sensor.State.SPEAKING);
        told("a", "2", Sensor.State.SILENT);
        told("b", "2", Sensor.State.SILENT);
        told("b", "2", Sensor.State.SILENT);
        told("b", "3", Sensor.State.UNWATCHED);

        // When
        follow();
        follow();

        // Then
        awaitAsked(4);
        int ignored = pass(1);
        assertThat(attentions()).containsExactly("sensors/sensor-a untaken 1", "sensors/sensor-b settled 1");
        awaitAsked(4);
        assertThat(attentions()).containsExactly("sensors/sensor-a untaken 1", "sensors/sensor-b settled 1");
    }

    @Test
    void a_state_that_is_not_known_here_or_cannot_be_ordered_does_not_hold_up_the_next() {
        // Given
        told("a", "x", Sensor.State.SILENT);
        told("b", "1", Sensor.State.STATE_UNSPECIFIED);
        told("c", "1", Sensor.State.SILENT);

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(attentions()).containsExactly("sensors/sensor-c untaken 1"));
        assertThat(rows("select resource || ' ' || reason from passed_over"))
                .containsExactly("sensors/sensor-a INVALID_FIELD");
    }
}
