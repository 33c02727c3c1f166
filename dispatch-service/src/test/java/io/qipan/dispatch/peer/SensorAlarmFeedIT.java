package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.runtime.follow.FeedFollower;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SensorAlarmFeedIT extends DispatchScenario {
    private final List<WatchRequest> asked = new CopyOnWriteArrayList<>();
    private final List<WatchResponse> news = new CopyOnWriteArrayList<>();
    private volatile boolean forgetful;
    private final List<FeedFollower> followers = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final PeerHarness other = PeerHarness.serving(() -> List.of(new Watching()));

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

    private void raised(int number, SensorAlarm.State state) {
        raised(number, state, 39.71);
    }

    private void raised(int number, SensorAlarm.State state, double latitude) {
        SensorAlarm alarm = SensorAlarm.newBuilder()
                .setName("sensorAlarms/01939b4e-0000-7000-8000-00000000000" + number)
                .setState(state)
                .setDevice("gridFeatures/sensor-ear-3")
                .setTitleEn("Ear at the shore")
                .setKind(Report.BLAST)
                .setPlace(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(106.77)
                        .setDatum(Datum.WGS84))
                .setRaisedAt(Times.message(clock.instant()))
                .setFirstObservedAt(Times.message(clock.instant()))
                .build();
        news.add(WatchResponse.newBuilder()
                .setChange(Change.newBuilder()
                        .setRevision(number)
                        .setResource(alarm.getName())
                        .setRecordedAt(Times.message(clock.instant()))
                        .setState(Any.pack(alarm)))
                .setResumeToken("token " + number)
                .build());
    }

    private static List<String> alarmsWithCalls() {
        return rows("select external_reference from call order by id");
    }

    @Test
    void each_alarm_that_waits_becomes_one_call_however_often_it_is_told() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        raised(1, SensorAlarm.State.RAISED);
        raised(2, SensorAlarm.State.CALLED);
        raised(3, SensorAlarm.State.RAISED);

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(asked).hasSizeGreaterThan(2));
        assertThat(alarmsWithCalls())
                .containsExactly(
                        "sensorAlarms/01939b4e-0000-7000-8000-000000000001",
                        "sensorAlarms/01939b4e-0000-7000-8000-000000000003");
        assertThat(asked.getFirst().getKindsList()).containsExactly("sensorAlarms", "sensors");
        assertThat(asked.getFirst().getSendInitialState()).isTrue();
        assertThat(asked.getFirst().getOptionalResumeToken()).isEmpty();
        assertThat(asked.get(1).getOptionalResumeToken()).isEqualTo("token 3");
    }

    @Test
    void goes_on_where_it_was_after_a_restart() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        follow();
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
        stop();
        asked.clear();

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(asked).isNotEmpty());
        assertThat(asked.getFirst().getOptionalResumeToken()).isEqualTo("token 1");
        assertThat(alarmsWithCalls()).hasSize(1);
    }

    @Test
    void starts_from_the_present_when_its_place_is_forgotten() {
        // Given
        news.add(WatchResponse.newBuilder()
                .setBookmark(Bookmark.getDefaultInstance())
                .setResumeToken("old")
                .build());
        follow();
        await().untilAsserted(() -> assertThat(asked).hasSizeGreaterThan(1));
        raised(1, SensorAlarm.State.RAISED);

        // When
        forgetful = true;

        // Then
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
    }

    @Test
    void goes_on_when_patrol_service_is_back() {
        // Given
        raised(1, SensorAlarm.State.RAISED);
        other.stop();
        follow();

        // When
        other.start();

        // Then
        await().untilAsserted(() -> assertThat(alarmsWithCalls()).hasSize(1));
    }

    @Test
    void an_alarm_that_cannot_be_taken_does_not_hold_up_the_next() {
        // Given
        raised(1, SensorAlarm.State.RAISED, 95);
        raised(2, SensorAlarm.State.RAISED);

        // When
        follow();

        // Then
        await().untilAsserted(() ->
                assertThat(alarmsWithCalls()).contains("sensorAlarms/01939b4e-0000-7000-8000-000000000002"));
        assertThat(rows("select resource || ' ' || reason from passed_over"))
                .containsExactly("sensorAlarms/01939b4e-0000-7000-8000-000000000001 PLACE_INVALID");
    }

    @Test
    void two_replicas_that_follow_make_one_call_of_each_alarm() {
        // Given
        IntStream.rangeClosed(1, 9).forEach(number -> raised(number, SensorAlarm.State.RAISED));

        // When
        follow();
        follow();

        // Then
        await().until(() -> asked.stream()
                        .filter(request -> request.getOptionalResumeToken().equals("token 9"))
                        .count()
                >= 2);
        assertThat(alarmsWithCalls()).hasSize(9).doesNotHaveDuplicates();
    }
}
