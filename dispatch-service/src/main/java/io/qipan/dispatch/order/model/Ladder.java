package io.qipan.dispatch.order.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What happens while nobody of the unit answers: each rung so long after the order was sent.
 *
 * @param rungs in order of time; the last one gives up
 */
public record Ladder(List<Rung> rungs) {

    public enum Action {
        ALERT_UNIT_AGAIN,
        ALERT_OWNER,
        ALERT_COMMANDER,
        GIVE_UP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Rung(Duration afterSent, Action action) {}

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /** One rung for each action, so long after the order was sent. */
    public static Ladder of(List<Duration> afterSent) {
        Action[] actions = Action.values();
        if (afterSent.size() != actions.length) {
            throw new IllegalArgumentException("An acknowledgement ladder has " + actions.length
                    + " rungs, one for each of " + List.of(actions) + ", but these are given: " + afterSent);
        }
        Duration before = Duration.ZERO;
        for (Duration rung : afterSent) {
            if (rung.compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "The rungs of an acknowledgement ladder must come one after the other: " + afterSent);
            }
            before = rung;
        }
        return new Ladder(java.util.stream.IntStream.range(0, actions.length)
                .mapToObj(i -> new Rung(afterSent.get(i), actions[i]))
                .toList());
    }

    /** The rung after so many have been taken. */
    public Rung after(int taken) {
        return rungs.get(Math.min(taken, rungs.size() - 1));
    }
}
