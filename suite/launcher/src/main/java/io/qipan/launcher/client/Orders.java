package io.qipan.launcher.client;

import io.qipan.proto.dispatch.v1.Order;
import java.time.Instant;

/** What an order tells about itself. */
public final class Orders {

    private Orders() {}

    public static boolean isOver(Order order) {
        return switch (order.getState()) {
            case CLEARED, REFUSED, CANCELLED, TIMED_OUT -> true;
            default -> false;
        };
    }

    /** Whether it holds this milestone with this time. */
    public static boolean holds(Order order, String milestone, Instant at) {
        return order.getMilestonesList().stream()
                .anyMatch(m -> m.getKind().equals(milestone)
                        && Stamps.instant(m.getOccurredAt()).equals(at));
    }
}
