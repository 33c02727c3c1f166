package io.qipan.patrol.position;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fixes and batches for tests. */
final class Fixes {
    static final String CAR = "units/car-1";
    static final String BOAT = "units/boat-1";
    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private Fixes() {}

    static void register(Patrol patrol, String... units) {
        for (String unit : units) {
            Unit registered = Unit.registered(unit, unit, "patrol_car", List.of(), Optional.empty());
            patrol.unitOfWork().run("test", () -> patrol.units().add(registered));
        }
    }

    static Fix fix(String device, long sequence, Instant fixedAt) {
        Position position = Position.reported(new Wgs84(39.66, 106.8), 5, fixedAt, NOW);
        Motion motion = new Motion(Optional.of(12.5), Optional.of(270.0), Optional.empty());
        return new Fix(device, sequence, position, motion, true, Optional.of(Duration.ofMillis(-250)));
    }

    static Batch batch(String unit, Fix... fixes) {
        return new Batch(unit, Arrays.asList(fixes), List.of());
    }

    /** A good one. */
    static io.qipan.proto.patrol.v1.Fix.Builder sent(long sequence, Instant fixedAt) {
        return io.qipan.proto.patrol.v1.Fix.newBuilder()
                .setSequence(sequence)
                .setPoint(Point.newBuilder()
                        .setLatitude(39.66)
                        .setLongitude(106.8)
                        .setDatum(Datum.GCJ02))
                .setAccuracyM(5)
                .setFixedAt(Times.message(fixedAt));
    }

    /** A batch with fixes of these numbers, each as many seconds before now. */
    static StreamPositionsRequest.Builder batch(long number, String unit, long... sequences) {
        StreamPositionsRequest.Builder request = StreamPositionsRequest.newBuilder()
                .setBatch(number)
                .setUnit(unit)
                .setDevice("phone-1")
                .setSentAt(Times.message(NOW.plusSeconds(2)));
        Arrays.stream(sequences)
                .mapToObj(sequence -> sent(sequence, NOW.minusSeconds(sequence)))
                .forEach(request::addFixes);
        return request;
    }
}
