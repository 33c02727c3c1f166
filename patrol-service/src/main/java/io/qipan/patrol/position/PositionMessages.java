package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.proto.patrol.v1.KeptFix;
import io.qipan.proto.patrol.v1.QuarantineReason;
import io.qipan.proto.patrol.v1.QuarantinedFix;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Positions on the wire and in the model. */
public final class PositionMessages {

    private PositionMessages() {}

    public static Position position(ReportPositionRequest request, Instant now) {
        return Position.reported(
                PlaceMessages.point(request.getPoint()),
                request.getAccuracyM(),
                Times.occurred(request.hasFixedAt(), request.getFixedAt(), now),
                now.truncatedTo(ChronoUnit.MICROS));
    }

    public static io.qipan.proto.patrol.v1.Position message(Position position) {
        return io.qipan.proto.patrol.v1.Position.newBuilder()
                .setGiven(PlaceMessages.message(position.given()))
                .setWgs84(PlaceMessages.message(position.wgs84()))
                .setAccuracyM(position.accuracyM())
                .setFixedAt(Times.message(position.fixedAt()))
                .setReceivedAt(Times.message(position.receivedAt()))
                .build();
    }

    static KeptFix message(Fix fix) {
        KeptFix.Builder message = KeptFix.newBuilder()
                .setDevice(fix.device())
                .setFix(sent(fix))
                .setWgs84(PlaceMessages.message(fix.position().wgs84()))
                .setReceivedAt(Times.message(fix.position().receivedAt()));
        fix.clockAhead().map(Duration::toMillis).ifPresent(message::setClockAheadMs);
        return message.build();
    }

    private static io.qipan.proto.patrol.v1.Fix sent(Fix fix) {
        Position position = fix.position();
        io.qipan.proto.patrol.v1.Fix.Builder sent = io.qipan.proto.patrol.v1.Fix.newBuilder()
                .setSequence(fix.sequence())
                .setPoint(PlaceMessages.message(position.given()))
                .setAccuracyM(position.accuracyM())
                .setFixedAt(Times.message(position.fixedAt()))
                .setMockLocation(fix.mockLocation());
        Motion motion = fix.motion();
        motion.speedMps().ifPresent(sent::setSpeedMps);
        motion.courseDeg().ifPresent(sent::setCourseDeg);
        motion.altitudeM().ifPresent(sent::setAltitudeM);
        return sent.build();
    }

    static QuarantinedFix message(Quarantined quarantined) {
        return QuarantinedFix.newBuilder()
                .setUnit(quarantined.unit())
                .setDevice(quarantined.device())
                .setFix(BatchMessages.readable(quarantined.sent()))
                .setReason(QuarantineReason.valueOf(quarantined.reason().name()))
                .setReceivedAt(Times.message(quarantined.receivedAt()))
                .build();
    }
}
