package io.qipan.patrol.sensor;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.proto.patrol.v1.GetSensorAlarmRequest;
import io.qipan.proto.patrol.v1.GetSensorAlarmResponse;
import io.qipan.proto.patrol.v1.GetSensorReportRequest;
import io.qipan.proto.patrol.v1.GetSensorReportResponse;
import io.qipan.proto.patrol.v1.GetSensorRequest;
import io.qipan.proto.patrol.v1.GetSensorResponse;
import io.qipan.proto.patrol.v1.ListSensorAlarmsRequest;
import io.qipan.proto.patrol.v1.ListSensorAlarmsResponse;
import io.qipan.proto.patrol.v1.ListSensorReportsRequest;
import io.qipan.proto.patrol.v1.ListSensorReportsResponse;
import io.qipan.proto.patrol.v1.ListSensorsRequest;
import io.qipan.proto.patrol.v1.ListSensorsResponse;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.SubmitSensorReportRequest;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import io.qipan.proto.patrol.v1.SummarizeSensorAlarmsRequest;
import io.qipan.proto.patrol.v1.SummarizeSensorAlarmsResponse;
import io.qipan.proto.patrol.v1.TellSensorAlarmRequest;
import io.qipan.proto.patrol.v1.TellSensorAlarmResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class SensorRpc implements RpcService, SensorServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;
    private static final Duration LONGEST_COUNT = Duration.ofDays(400);

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Sensors sensors;
    private final SensorAlarms alarms;
    private final TakeSensorReport takeReport;
    private final TellAlarm tellAlarm;
    private final SensorMeters meters;
    private final SensorSettings settings;

    public SensorRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Sensors sensors,
            SensorAlarms alarms,
            TakeSensorReport takeReport,
            TellAlarm tellAlarm,
            SensorMeters meters,
            SensorSettings settings) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.sensors = sensors;
        this.alarms = alarms;
        this.takeReport = takeReport;
        this.tellAlarm = tellAlarm;
        this.meters = meters;
        this.settings = settings;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SensorServiceGrpc.bindService(this));
    }

    @Override
    public void submitSensorReport(
            SubmitSensorReportRequest request, StreamObserver<SubmitSensorReportResponse> observer) {
        Answer.unary(observer, () -> {
            String by = Caller.current().subject();
            SubmitSensorReportResponse answer =
                    unitOfWork.once(RequestKey.of(request), SubmitSensorReportResponse.parser(), () -> {
                        Instant now = Times.now(clock);
                        return SensorMessages.message(takeReport.take(SensorMessages.telling(request, now), by, now));
                    });
            meters.count(answer);
            return answer;
        });
    }

    @Override
    public void getSensorReport(GetSensorReportRequest request, StreamObserver<GetSensorReportResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            SensorReport report = unitOfWork.read(() -> sensors.findReport(id)
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException()));
            return GetSensorReportResponse.newBuilder()
                    .setReport(SensorMessages.message(report))
                    .build();
        });
    }

    @Override
    public void listSensorReports(
            ListSensorReportsRequest request, StreamObserver<ListSensorReportsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> device = SensorMessages.given(request.getOptionalDevice());
            Optional<UUID> alarm =
                    SensorMessages.given(request.getOptionalAlarm()).map(ResourceId::of);
            Page page = Page.of(
                    request.getPageSize(), PAGE_SIZE, request.getPageToken(), "sensor reports " + device + " " + alarm);
            List<SensorReport> found = unitOfWork.read(() -> sensors.listReports(page, device, alarm));
            return ListSensorReportsResponse.newBuilder()
                    .addAllReports(page.cut(found).stream()
                            .map(SensorMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, report -> report.id().toString()))
                    .build();
        });
    }

    @Override
    public void getSensor(GetSensorRequest request, StreamObserver<GetSensorResponse> observer) {
        Answer.unary(observer, () -> {
            Sensor sensor = unitOfWork.read(() -> sensors.find(Sensor.feature(request.getName()))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException()));
            return GetSensorResponse.newBuilder()
                    .setSensor(SensorMessages.message(sensor, settings.owner()))
                    .build();
        });
    }

    @Override
    public void listSensors(ListSensorsRequest request, StreamObserver<ListSensorsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> state = switch (request.getOptionalState()) {
                case UNWATCHED, SPEAKING, SILENT ->
                    Optional.of(request.getOptionalState().name().toLowerCase(Locale.ROOT));
                case STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
            };
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "sensors " + state);
            List<Sensor> found = unitOfWork.read(() -> sensors.list(page, state));
            return ListSensorsResponse.newBuilder()
                    .addAllSensors(page.cut(found).stream()
                            .map(sensor -> SensorMessages.message(sensor, settings.owner()))
                            .toList())
                    .setNextPageToken(page.next(found, Sensor::feature))
                    .build();
        });
    }

    @Override
    public void getSensorAlarm(GetSensorAlarmRequest request, StreamObserver<GetSensorAlarmResponse> observer) {
        Answer.unary(observer, () -> {
            UUID id = ResourceId.of(request.getName());
            SensorAlarm alarm = unitOfWork.read(() -> alarms.find(id)
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException()));
            return GetSensorAlarmResponse.newBuilder()
                    .setAlarm(SensorMessages.message(alarm))
                    .build();
        });
    }

    @Override
    public void listSensorAlarms(ListSensorAlarmsRequest request, StreamObserver<ListSensorAlarmsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> device = SensorMessages.given(request.getOptionalDevice());
            Page page = Page.of(
                    request.getPageSize(),
                    PAGE_SIZE,
                    request.getPageToken(),
                    "sensor alarms " + device + " " + request.getOpenOnly());
            List<SensorAlarm> found = unitOfWork.read(() -> alarms.list(page, device, request.getOpenOnly()));
            return ListSensorAlarmsResponse.newBuilder()
                    .addAllAlarms(page.cut(found).stream()
                            .map(SensorMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, alarm -> alarm.id().toString()))
                    .build();
        });
    }

    @Override
    public void tellSensorAlarm(TellSensorAlarmRequest request, StreamObserver<TellSensorAlarmResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TellSensorAlarmResponse.parser(), () -> {
                    SensorAlarm alarm = tellAlarm.tell(
                            ResourceId.of(request.getName()), SensorMessages.fate(request), Times.now(clock));
                    return TellSensorAlarmResponse.newBuilder()
                            .setAlarm(SensorMessages.message(alarm))
                            .build();
                }));
    }

    @Override
    public void summarizeSensorAlarms(
            SummarizeSensorAlarmsRequest request, StreamObserver<SummarizeSensorAlarmsResponse> observer) {
        Answer.unary(observer, () -> {
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST_COUNT))) {
                throw Refusal.of(
                                Reason.INVALID_FIELD,
                                "The time from " + from + " until " + until + " is not longer than nothing and at most "
                                        + LONGEST_COUNT.toDays() + " days.")
                        .withViolations(List.of(new Violation(
                                "until", "is not after from, or more than " + LONGEST_COUNT.toDays() + " days after")))
                        .asException();
            }
            return SummarizeSensorAlarmsResponse.newBuilder()
                    .addAllDevices(unitOfWork.read(() -> alarms.count(from, until)).stream()
                            .map(SensorMessages::message)
                            .toList())
                    .build();
        });
    }
}
