package io.qipan.patrol.sensor.model;

import java.time.Instant;

/** How a device speaks; the names and meanings are those of {@code qipan.patrol.v1.Sensor.State}. */
public sealed interface SensorState {

    /** Nobody waits for it. */
    record Unwatched() implements SensorState {}

    /**
     * @param silentAt when it is counted as silent unless it reports
     */
    record Speaking(Instant silentAt) implements SensorState {}

    record Silent(Instant since) implements SensorState {}

    /** For a sentence and for storage. */
    default String word() {
        return switch (this) {
            case Unwatched _ -> "unwatched";
            case Speaking _ -> "speaking";
            case Silent _ -> "silent";
        };
    }
}
