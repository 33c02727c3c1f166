package io.qipan.patrol.live;

import java.time.Duration;

/**
 * How a watcher is treated.
 *
 * @param heartbeat how long nothing may come
 * @param patience how long it may take nothing
 */
public record Pace(Duration heartbeat, Duration patience) {

    /** Half of what the contract promises, so that a late turn does not break it; and a minute. */
    public static final Pace USUAL = new Pace(Duration.ofMillis(2_500), Duration.ofMinutes(1));
}
