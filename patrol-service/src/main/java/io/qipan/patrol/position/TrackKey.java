package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Fix;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of a fix in the track of its unit. */
record TrackKey(Instant fixedAt, String device, long sequence) implements Comparable<TrackKey> {
    private static final Pattern FORM = Pattern.compile("([0-9]{4}-[^ ]+) ([A-Za-z0-9._-]{0,64}) ([0-9]+)");
    private static final Comparator<TrackKey> ORDER = Comparator.comparing(TrackKey::fixedAt)
            .thenComparing(TrackKey::device)
            .thenComparingLong(TrackKey::sequence);

    static TrackKey of(Fix fix) {
        return new TrackKey(fix.position().fixedAt(), fix.device(), fix.sequence());
    }

    /** Lower than the key of any fix from then on. */
    static TrackKey before(Instant from) {
        return new TrackKey(from, "", 0);
    }

    /** Throws for what {@link #toString} did not make. */
    static TrackKey parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new TrackKey(Instant.parse(parts.group(1)), parts.group(2), Long.parseLong(parts.group(3)));
    }

    @Override
    public int compareTo(TrackKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return fixedAt + " " + device + " " + sequence;
    }
}
