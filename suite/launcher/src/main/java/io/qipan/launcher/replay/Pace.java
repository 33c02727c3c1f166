package io.qipan.launcher.replay;

import io.qipan.launcher.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** How fast the time of a recording passes. */
final class Pace {

    private final double speed;
    private final LongSupplier nanoTime;
    private final long started;
    private final Instant from;

    /**
     * @param speed seconds of the recording in one second; infinite for as fast as answers allow
     */
    Pace(double speed, LongSupplier nanoTime) {
        this(speed, nanoTime, Instant.MIN);
    }

    private Pace(double speed, LongSupplier nanoTime, Instant from) {
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.from = from;
    }

    /** Whether time passes at all; not for as fast as answers allow. */
    boolean isFinite() {
        return Double.isFinite(speed);
    }

    /** The same, starting now, where everything up to some time of the recording is due at once. */
    Pace continuingAt(Instant recorded) {
        return new Pace(speed, nanoTime, recorded);
    }

    static double parseSpeed(String text) {
        if (text.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && Double.isFinite(speed)) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw notASpeed(text);
        }
        throw notASpeed(text);
    }

    private static UserError notASpeed(String text) {
        return new UserError("--speed '" + text
                + "' is not a speed. Write max, or how many seconds of the file pass in one second, for example 60.");
    }

    /** Nanoseconds until something is due that lies so long after the first of the recording; 0 or less: now. */
    long nanosUntil(Instant first, Instant due) {
        if (Double.isInfinite(speed)) {
            return 0;
        }
        double after = Duration.between(from.isAfter(first) ? from : first, due).toNanos() / speed;
        return (long) after - (nanoTime.getAsLong() - started);
    }
}
