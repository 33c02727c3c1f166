package io.qipan.runtime.rpc;

import com.google.protobuf.Timestamp;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Instants on the wire. Cut to microseconds, which is what the database keeps. */
public final class Times {
    /** How far clocks of reporters may be ahead of ours. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Times() {}

    /** The present, as precise as the database keeps it. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public static Timestamp message(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    public static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** The instant of an event, or {@code now} if none was given. An event from the future is refused. */
    public static Instant occurred(boolean given, Timestamp timestamp, Instant now) {
        if (!given) {
            return now;
        }
        Instant instant = instant(timestamp);
        if (instant.isAfter(now.plus(TOLERANCE))) {
            throw Refusal.of(
                            Reason.TIME_IN_FUTURE,
                            "The event is said to happen at " + instant + ", but it is " + now
                                    + " now. Maybe the clock of the reporter is wrong.")
                    .with("time", instant.toString())
                    .with("now", now.toString())
                    .asException();
        }
        return instant;
    }
}
