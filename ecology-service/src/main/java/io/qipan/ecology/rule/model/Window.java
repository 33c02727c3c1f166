package io.qipan.ecology.rule.model;

import java.time.LocalDateTime;

/** A part of every year, from its first moment up to but without {@code until}. It may cross New Year. */
public record Window(YearMoment from, YearMoment until) {

    public Window {
        if (from.equals(until)) {
            throw new IllegalArgumentException(
                    "A window from " + from + " to " + until + " is empty or a whole year: say which");
        }
    }

    public boolean includes(LocalDateTime local) {
        boolean begun = !local.isBefore(from.in(local.getYear()));
        boolean over = !local.isBefore(until.in(local.getYear()));
        return crossesNewYear() ? begun || !over : begun && !over;
    }

    public boolean crossesNewYear() {
        return from.compareTo(until) > 0;
    }

    @Override
    public String toString() {
        return from + " to " + until;
    }
}
