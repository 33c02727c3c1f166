package io.qipan.dispatch.peer;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.sensor.PatrolAlarms;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.TellSensorAlarmRequest;
import io.qipan.proto.patrol.v1.TellSensorAlarmResponse;
import io.qipan.runtime.peer.Peer;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

@Singleton
class GrpcPatrolAlarms implements PatrolAlarms {
    private final Peer patrol;

    GrpcPatrolAlarms(@Named("patrol") Peer patrol) {
        this.patrol = patrol;
    }

    /**
     * With another request id each time: what is told again changes nothing there, and by the id of an earlier request,
     * before the incident was merged and taken apart, it would repeat that answer.
     */
    @Override
    public Optional<String> tell(AlarmCall alarm, News news) {
        TellSensorAlarmRequest.Builder request = TellSensorAlarmRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(alarm.alarm())
                .setCall(alarm.call().name())
                .setOptionalIncident(news.incident().map(IncidentId::name).orElse(""));
        news.end().ifPresent(end -> request.setEndedAt(Times.message(end.at())).setOutcome(end.outcome()));
        try {
            TellSensorAlarmResponse ignored = patrol.call(
                    channel -> SensorServiceGrpc.newBlockingStub(channel).tellSensorAlarm(request.build()));
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION ->
                    Optional.of(String.valueOf(e.getStatus().getDescription()));
                default -> throw e;
            };
        }
    }
}
