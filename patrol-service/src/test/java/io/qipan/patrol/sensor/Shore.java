package io.qipan.patrol.sensor;

import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GetSensorAlarmRequest;
import io.qipan.proto.patrol.v1.GetSensorRequest;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.Sensor;
import io.qipan.proto.patrol.v1.SensorAlarm;
import io.qipan.proto.patrol.v1.SensorServiceGrpc;
import io.qipan.proto.patrol.v1.SensorServiceGrpc.SensorServiceBlockingStub;
import io.qipan.proto.patrol.v1.SubmitSensorReportRequest;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import io.qipan.proto.patrol.v1.TellSensorAlarmRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;

/** A shore with devices, and words for what tests do there. */
record Shore(TestDatabase database, TestClock clock, RpcHarness harness) {
    static final String EAR = "gridFeatures/sensor-ear-3";
    static final String GAUGE = "gridFeatures/sensor-gauge-dam";
    static final String CALL = "calls/01939b4e-0000-7000-8000-000000000001";
    static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000002";

    SensorServiceBlockingStub as(Role... roles) {
        return SensorServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    static String requestId() {
        return UUID.randomUUID().toString();
    }

    static String ear() {
        return device("ear-3", "BLAST\", \"VESSEL", 0);
    }

    static String gauge(int everyS) {
        return device("gauge-dam", "WATER_LEVEL", everyS);
    }

    private static String device(String code, String reports, int everyS) {
        return """
                {"type": "Feature", "properties": {"kind": "sensor", "code": "%s", "title_en": "Device %s",
                 "reports": ["%s"], "report_every_s": %d},
                 "geometry": {"type": "Point", "coordinates": [106.77, 39.71]}}""".formatted(code, code, reports, everyS);
    }

    /** Makes the next revision so that these are the sensors. */
    void draw(long base, String... devices) {
        ImportGridResponse answer = GridServiceGrpc.newBlockingStub(harness.channel(Role.ENGINEER))
                .importGrid(ImportGridRequest.newBuilder()
                        .setRequestId(requestId())
                        .setReason("test")
                        .setBaseRevision(base)
                        .setDatum(Datum.WGS84)
                        .setGeojson(
                                "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", devices) + "]}")
                        .build());
        Assertions.assertThat(answer.getErrorCount())
                .as(answer.getFindingsList().toString())
                .isZero();
    }

    SubmitSensorReportRequest.Builder report(String device, long sequence, Report kind) {
        return SubmitSensorReportRequest.newBuilder()
                .setRequestId(requestId())
                .setDevice(device)
                .setSequence(sequence)
                .setKind(kind)
                .setObservedAt(Times.message(clock.instant()));
    }

    SubmitSensorReportResponse submitted(SubmitSensorReportRequest.Builder request) {
        return as(Role.GATEWAY).submitSensorReport(request.build());
    }

    SensorAlarm alarmed(long sequence) {
        return alarm(submitted(report(EAR, sequence, Report.BLAST).setAlarm(true))
                .getReport()
                .getAlarm());
    }

    SensorAlarm alarm(String name) {
        return as(Role.CALL_TAKER)
                .getSensorAlarm(GetSensorAlarmRequest.newBuilder().setName(name).build())
                .getAlarm();
    }

    Sensor sensor(String name) {
        return as(Role.COMMANDER)
                .getSensor(GetSensorRequest.newBuilder().setName(name).build())
                .getSensor();
    }

    TellSensorAlarmRequest.Builder news(SensorAlarm alarm) {
        return TellSensorAlarmRequest.newBuilder()
                .setRequestId(requestId())
                .setName(alarm.getName())
                .setCall(CALL);
    }

    SensorAlarm told(TellSensorAlarmRequest.Builder news) {
        return as(Role.SERVICE).tellSensorAlarm(news.build()).getAlarm();
    }

    List<String> history(String resource) {
        return database.unitOfWork().read(() -> {
            List<String> actions = new ArrayList<>();
            Tx.current()
                    .query("select action from journal where resource = $1 order by position", resource)
                    .forEach(row -> actions.add(row.getString("action")));
            return actions;
        });
    }
}
