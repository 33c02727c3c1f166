package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.TellSensorAlarmRequest;
import io.qipan.proto.patrol.v1.TellSensorAlarmResponse;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcPatrolAlarmsTest {
    private static final UUID SOME = UUID.fromString("01939b4e-0000-7000-8000-000000000003");
    private static final AlarmCall ALARM =
            new AlarmCall("sensorAlarms/" + SOME, new CallId(SOME), Places.NOW, Optional.empty());

    private final List<TellSensorAlarmRequest> told = new CopyOnWriteArrayList<>();
    private volatile Status answer = Status.OK;

    private final class Server implements RpcService, SensorServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(SensorServiceGrpc.bindService(this));
        }

        @Override
        public void tellSensorAlarm(TellSensorAlarmRequest request, StreamObserver<TellSensorAlarmResponse> observer) {
            told.add(request);
            if (!answer.isOk()) {
                observer.onError(answer.asRuntimeException());
                return;
            }
            observer.onNext(TellSensorAlarmResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(new Server()));

    private Optional<String> tell(News news) {
        return new GrpcPatrolAlarms(patrol.peer()).tell(ALARM, news);
    }

    @Test
    void tells_all_that_is_known() {
        // When
        Optional<String> refused = tell(
                new News(Optional.of(new IncidentId(SOME)), Optional.of(new News.End(Places.NOW, "NOTHING_FOUND"))));

        // Then
        assertThat(refused).isEmpty();
        assertThat(told.getFirst().getName()).isEqualTo(ALARM.alarm());
        assertThat(told.getFirst().getCall()).isEqualTo("calls/" + SOME);
        assertThat(told.getFirst().getOptionalIncident()).isEqualTo("incidents/" + SOME);
        assertThat(told.getFirst().getEndedAt()).isEqualTo(Times.message(Places.NOW));
        assertThat(told.getFirst().getOutcome()).isEqualTo("NOTHING_FOUND");
    }

    @Test
    void an_alarm_that_patrol_service_does_not_know_any_more_is_a_refusal() {
        // Given
        answer = Status.NOT_FOUND.withDescription("There is no such alarm.");

        // When
        Optional<String> refused = tell(new News(Optional.empty(), Optional.empty()));

        // Then
        assertThat(refused).contains("There is no such alarm.");
    }

    @Test
    void a_patrol_service_that_is_not_there_is_away() {
        // Given
        patrol.stop();

        // When
        assertThatThrownBy(() -> tell(new News(Optional.empty(), Optional.empty())))
                // Then
                .isInstanceOf(PeerAway.class);
    }
}
