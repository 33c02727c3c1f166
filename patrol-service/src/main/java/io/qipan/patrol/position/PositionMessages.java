package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Position;
import io.qipan.proto.patrol.v1.ReportPositionRequest;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
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
}
