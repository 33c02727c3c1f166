package io.qipan.launcher.client;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;

/** Instants on the wire. */
public final class Stamps {

    private Stamps() {}

    public static Timestamp of(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    public static Instant instant(Timestamp stamp) {
        return Instant.ofEpochSecond(Timestamps.checkValid(stamp).getSeconds(), stamp.getNanos());
    }
}
