package io.qipan.dispatch.sensor.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How a sensor of patrol-service speaks, as that tells it.
 *
 * @param sensor there, {@code sensors/{kind}-{code}}
 * @param version counts its changes there
 * @param changedAt when it became so, by the clock there; empty if that does not say
 * @param silence empty if it speaks, or nobody waits for it
 */
public record SensorNews(String sensor, long version, Optional<Instant> changedAt, Optional<Silence> silence) {

    /**
     * @param owner who has it looked at
     * @param text for whoever reads the queue
     */
    public record Silence(Instant since, String owner, String text) {}
}
