package io.qipan.launcher.track;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Fix;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the points of a file into batches, one device each. */
final class Batches {
    /** What a batch takes. */
    private static final int MOST = 500;
    /** In a file with many ids, so that it need not fit into memory. */
    private static final int MOST_WAITING = 20_000;

    private final String unit;
    private final Datum datum;
    private final String digest;
    private final FixStream stream;
    private final Map<String, StreamPositionsRequest.Builder> waiting = new LinkedHashMap<>();
    private int waitingFixes;

    Batches(String unit, Datum datum, String digest, FixStream stream) {
        this.unit = unit;
        this.datum = datum;
        this.digest = digest;
        this.stream = stream;
    }

    void add(TrackPoint point) {
        String device = DeviceIds.of(digest, point.id());
        StreamPositionsRequest.Builder batch = waiting.computeIfAbsent(
                device,
                name -> StreamPositionsRequest.newBuilder().setUnit(unit).setDevice(name));
        batch.addFixes(fix(point));
        waitingFixes++;
        if (batch.getFixesCount() == MOST) {
            waiting.remove(device);
            waitingFixes -= MOST;
            stream.send(batch);
        } else if (waitingFixes >= MOST_WAITING) {
            sendAll();
        }
    }

    void sendAll() {
        waiting.values().forEach(stream::send);
        waiting.clear();
        waitingFixes = 0;
    }

    private Fix fix(TrackPoint point) {
        Fix.Builder fix = Fix.newBuilder()
                .setSequence(point.number())
                .setPoint(Point.newBuilder()
                        .setLatitude(point.latitude())
                        .setLongitude(point.longitude())
                        .setDatum(datum))
                .setFixedAt(Stamps.of(point.at()))
                .setAccuracyM(point.accuracyM().orElse(0));
        point.speedMps().ifPresent(fix::setSpeedMps);
        point.courseDeg().ifPresent(fix::setCourseDeg);
        point.altitudeM().ifPresent(fix::setAltitudeM);
        return fix.build();
    }
}
