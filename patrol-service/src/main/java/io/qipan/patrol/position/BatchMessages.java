package io.qipan.patrol.position;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.position.model.ToldFix;
import io.qipan.patrol.position.model.ToldFix.Span;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.QuarantineReason;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches on the wire and in the model: which fixes can be believed is decided on the way. */
final class BatchMessages {

    private BatchMessages() {}

    /** @param kept how far back positions are kept */
    static Batch batch(StreamPositionsRequest request, Instant receivedAt, Duration kept) {
        Span span = new Span(receivedAt.minus(kept), receivedAt.plus(Times.TOLERANCE));
        Optional<Duration> clockAhead = request.hasSentAt()
                ? Optional.of(Duration.between(receivedAt, Times.instant(request.getSentAt())))
                : Optional.empty();
        List<io.qipan.patrol.position.model.Fix> fixes = new ArrayList<>(request.getFixesCount());
        List<Quarantined> quarantined = new ArrayList<>();
        for (Fix sent : request.getFixesList()) {
            ToldFix told = told(sent);
            told.broken(span)
                    .ifPresentOrElse(
                            reason -> quarantined.add(new Quarantined(
                                    0, request.getUnit(), request.getDevice(), sent, reason, receivedAt)),
                            () -> fixes.add(fix(request.getDevice(), sent, told, receivedAt, clockAhead)));
        }
        return new Batch(request.getUnit(), fixes, quarantined);
    }

    private static ToldFix told(Fix sent) {
        Point point = sent.getPoint();
        return new ToldFix(
                sent.getSequence(),
                point.getLatitude(),
                point.getLongitude(),
                switch (point.getDatum()) {
                    case WGS84, GCJ02, BD09 -> true;
                    case DATUM_UNSPECIFIED, UNRECOGNIZED -> false;
                },
                sent.getAccuracyM(),
                time(sent).map(Times::instant),
                new Motion(
                        sent.hasSpeedMps() ? Optional.of(sent.getSpeedMps()) : Optional.empty(),
                        sent.hasCourseDeg() ? Optional.of(sent.getCourseDeg()) : Optional.empty(),
                        sent.hasAltitudeM() ? Optional.of(sent.getAltitudeM()) : Optional.empty()));
    }

    private static Optional<Timestamp> time(Fix sent) {
        return sent.hasFixedAt() && Timestamps.isValid(sent.getFixedAt())
                ? Optional.of(sent.getFixedAt())
                : Optional.empty();
    }

    private static io.qipan.patrol.position.model.Fix fix(
            String device, Fix sent, ToldFix told, Instant receivedAt, Optional<Duration> clockAhead) {
        Position position = Position.reported(
                PlaceMessages.point(sent.getPoint()),
                told.accuracyM(),
                told.fixedAt().orElseThrow(),
                receivedAt);
        return new io.qipan.patrol.position.model.Fix(
                device, told.sequence(), position, told.motion(), sent.getMockLocation(), clockAhead);
    }

    /** Without a time that neither JSON nor most clients can read. */
    static Fix readable(Fix sent) {
        return sent.hasFixedAt() && time(sent).isEmpty()
                ? sent.toBuilder().clearFixedAt().build()
                : sent;
    }

    static StreamPositionsResponse acknowledgement(long number, Batch batch, Stored stored) {
        StreamPositionsResponse.Builder message = StreamPositionsResponse.newBuilder()
                .setBatch(number)
                .setStored(stored.fixes())
                .setDuplicate(batch.fixes().size() - stored.fixes());
        batch.quarantined()
                .forEach(one -> message.addQuarantinedBuilder()
                        .setSequence(one.sent().getSequence())
                        .setReason(QuarantineReason.valueOf(one.reason().name())));
        return message.build();
    }
}
