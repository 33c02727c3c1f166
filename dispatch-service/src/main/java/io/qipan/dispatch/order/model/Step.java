package io.qipan.dispatch.order.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far an open order has come. */
public enum Step {
    REQUESTED,
    SENT,
    DELIVERED,
    ACCEPTED,
    ON_THE_WAY,
    ON_SCENE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an order may go on to this step. Only commitment sends a requested order; after that a unit may report a later
     * step than expected and has taken those between.
     */
    public boolean leadsTo(Step next) {
        return this == REQUESTED ? next == SENT : next.compareTo(this) > 0;
    }

    /** How an order at this step may end. */
    public Set<End> ends() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(End.REFUSED, End.CANCELLED, End.TIMED_OUT);
            case SENT, DELIVERED -> EnumSet.allOf(End.class);
            case ACCEPTED, ON_THE_WAY -> EnumSet.of(End.CLEARED, End.CANCELLED);
            case ON_SCENE -> EnumSet.of(End.CLEARED);
        };
    }

    /** Whether it was sent and nobody has answered yet. */
    public boolean isWaiting() {
        return this == SENT || this == DELIVERED;
    }

    /** Whether a person of the unit has answered. */
    public boolean isAcknowledged() {
        return compareTo(ACCEPTED) >= 0;
    }
}
