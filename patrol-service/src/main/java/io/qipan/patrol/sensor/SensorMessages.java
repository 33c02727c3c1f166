package io.qipan.patrol.sensor;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.sensor.SensorAlarms.Counts;
import io.qipan.patrol.sensor.TakeSensorReport.Taken;
import io.qipan.patrol.sensor.model.AlarmState.Called;
import io.qipan.patrol.sensor.model.AlarmState.Ended;
import io.qipan.patrol.sensor.model.AlarmState.Raised;
import io.qipan.patrol.sensor.model.AlarmState.UnderWay;
import io.qipan.patrol.sensor.model.Fate;
import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.SensorState.Silent;
import io.qipan.patrol.sensor.model.SensorState.Speaking;
import io.qipan.patrol.sensor.model.SensorState.Unwatched;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.SensorAlarmCounts;
import io.qipan.proto.patrol.v1.SubmitSensorReportRequest;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import io.qipan.proto.patrol.v1.TellSensorAlarmRequest;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;

/** What devices tell, on the wire and in the model. */
final class SensorMessages {

    private SensorMessages() {}

    static Telling telling(SubmitSensorReportRequest request, Instant now) {
        return new Telling(
                request.getDevice(),
                request.getSequence(),
                DeviceReport.valueOf(request.getKind().name()),
                Times.occurred(true, request.getObservedAt(), now),
                request.getAlarm(),
                request.hasValue() ? Optional.of(request.getValue()) : Optional.empty(),
                request.getUnit(),
                request.getReference(),
                request.getDrill());
    }

    static Fate fate(TellSensorAlarmRequest request) {
        return new Fate(
                request.getCall(),
                given(request.getOptionalIncident()),
                request.hasEndedAt()
                        ? Optional.of(new Fate.End(Times.instant(request.getEndedAt()), request.getOutcome()))
                        : Optional.empty());
    }

    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static SubmitSensorReportResponse message(Taken taken) {
        return SubmitSensorReportResponse.newBuilder()
                .setReport(message(taken.report()))
                .setDuplicate(taken.duplicate())
                .build();
    }

    static io.qipan.proto.patrol.v1.SensorReport message(SensorReport report) {
        Telling told = report.told();
        io.qipan.proto.patrol.v1.SensorReport.Builder message = io.qipan.proto.patrol.v1.SensorReport.newBuilder()
                .setName(report.name())
                .setDevice(told.feature())
                .setSequence(told.sequence())
                .setKind(kind(told.kind()))
                .setObservedAt(Times.message(told.observedAt()))
                .setReceivedAt(Times.message(report.receivedAt()))
                .setUnit(told.unit())
                .setReference(told.reference())
                .setAlarm(report.alarm().map(SensorAlarm::name).orElse(""))
                .setDrill(told.drill())
                .setReportedBy(report.by());
        told.value().ifPresent(message::setValue);
        return message.build();
    }

    private static Report kind(DeviceReport kind) {
        return Report.valueOf(kind.name());
    }

    /** @param owner of those that are silent */
    static io.qipan.proto.patrol.v1.Sensor message(Sensor sensor, String owner) {
        io.qipan.proto.patrol.v1.Sensor.Builder message = io.qipan.proto.patrol.v1.Sensor.newBuilder()
                .setName(sensor.name())
                .setEtag(sensor.etag())
                .setDevice(sensor.feature())
                .setReportEveryS(sensor.everyS());
        sensor.lastReceivedAt().map(Times::message).ifPresent(message::setLastReceivedAt);
        switch (sensor.state()) {
            case Unwatched _ -> message.setState(io.qipan.proto.patrol.v1.Sensor.State.UNWATCHED);
            case Speaking(Instant silentAt) ->
                message.setState(io.qipan.proto.patrol.v1.Sensor.State.SPEAKING).setSilentAt(Times.message(silentAt));
            case Silent(Instant since) ->
                message.setState(io.qipan.proto.patrol.v1.Sensor.State.SILENT)
                        .setSilentSince(Times.message(since))
                        .setOwner(owner);
        }
        return message.build();
    }

    static io.qipan.proto.patrol.v1.SensorAlarm message(SensorAlarm alarm) {
        io.qipan.proto.patrol.v1.SensorAlarm.Builder message = io.qipan.proto.patrol.v1.SensorAlarm.newBuilder()
                .setName(alarm.name())
                .setEtag(alarm.etag())
                .setDevice(alarm.feature())
                .setTitleEn(alarm.titleEn())
                .setTitleZh(alarm.titleZh())
                .setKind(kind(alarm.kind()))
                .setPlace(PlaceMessages.message(alarm.place()))
                .setDrill(alarm.drill())
                .setRaisedAt(Times.message(alarm.raisedAt()))
                .setFoldsUntil(Times.message(alarm.foldsUntil()))
                .setLastReceivedAt(Times.message(alarm.lastReceivedAt()))
                .setFirstObservedAt(Times.message(alarm.firstObservedAt()))
                .setLastObservedAt(Times.message(alarm.lastObservedAt()))
                .setReports(alarm.reports())
                .setUnit(alarm.unit())
                .setCall(alarm.state().itsCall().orElse(""))
                .setIncident(alarm.state().itsIncident().orElse(""));
        alarm.value().ifPresent(message::setValue);
        switch (alarm.state()) {
            case Raised _ -> message.setState(io.qipan.proto.patrol.v1.SensorAlarm.State.RAISED);
            case Called _ -> message.setState(io.qipan.proto.patrol.v1.SensorAlarm.State.CALLED);
            case UnderWay _ -> message.setState(io.qipan.proto.patrol.v1.SensorAlarm.State.UNDER_WAY);
            case Ended ended ->
                message.setState(io.qipan.proto.patrol.v1.SensorAlarm.State.ENDED)
                        .setEndedAt(Times.message(ended.at()))
                        .setOutcome(ended.outcome());
        }
        return message.build();
    }

    static SensorAlarmCounts message(Counts counts) {
        SensorAlarmCounts.Builder message = SensorAlarmCounts.newBuilder()
                .setDevice(counts.feature())
                .setRaised(counts.raised())
                .setConfirmed(counts.confirmed())
                .setUnfounded(counts.unfounded());
        int judged = counts.confirmed() + counts.unfounded();
        if (judged > 0) {
            message.setFalseAlarmShare((double) counts.unfounded() / judged);
        }
        return message.build();
    }
}
