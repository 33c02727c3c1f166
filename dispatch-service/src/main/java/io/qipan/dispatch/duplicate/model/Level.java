package io.qipan.dispatch.duplicate.model;

import java.util.Optional;

/** How much points mean. The bounds were chosen on generated reports, see {@code ./qipan bench duplicates}. */
public enum Level {
    POSSIBLE(8),
    LIKELY(18);

    private final double from;

    Level(double from) {
        this.from = from;
    }

    /** Empty if it is not worth a look. */
    public static Optional<Level> of(double points) {
        if (points >= LIKELY.from) {
            return Optional.of(LIKELY);
        }
        return points >= POSSIBLE.from ? Optional.of(POSSIBLE) : Optional.empty();
    }
}
