package io.qipan.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What time it is in the story. Its clock runs as fast as the real one and jumps ahead where the story does. The board records
 * real times only; this tells which moment of the story a real one was.
 */
final class StoryClock {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final InstantSource real;
    private final TreeMap<Instant, LocalTime> jumps = new TreeMap<>();

    StoryClock(InstantSource real, LocalTime start) {
        this.real = real;
        jumps.put(real.instant(), start);
    }

    /** Goes on at this time of the story; never back. */
    synchronized void jumpTo(LocalTime time) {
        Instant now = real.instant();
        LocalTime here = at(now);
        jumps.put(now, time.isAfter(here) ? time : here);
    }

    synchronized LocalTime at(Instant moment) {
        Map.Entry<Instant, LocalTime> jump = jumps.floorEntry(moment);
        if (jump == null) {
            jump = jumps.firstEntry();
        }
        return jump.getValue().plus(Duration.between(jump.getKey(), moment));
    }

    String now() {
        return inWords(real.instant());
    }

    String inWords(Instant moment) {
        return CLOCK.format(at(moment));
    }
}
