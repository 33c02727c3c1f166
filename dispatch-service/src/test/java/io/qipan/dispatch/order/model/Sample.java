package io.qipan.dispatch.order.model;

import static io.qipan.dispatch.Places.NOW;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.OrderState.Over;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An ordinary order, at any point of its life. */
final class Sample {
    static final Instant LATER = NOW.plusSeconds(60);

    private Sample() {}

    static Order requested() {
        return Order.requested(
                new OrderId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                "units/boat-1",
                "from the north bank",
                "tester",
                Optional.empty(),
                false,
                report(0),
                NOW);
    }

    static Order at(Step step) {
        return inState(new Open(step, NOW));
    }

    static Order over(End end) {
        return inState(new Over(end, ""));
    }

    private static Order inState(OrderState state) {
        Order requested = requested();
        return new Order(
                requested.id(),
                requested.version(),
                state,
                requested.incident(),
                requested.unit(),
                requested.instruction(),
                requested.owner(),
                requested.milestones(),
                List.of(),
                Optional.empty(),
                requested.drill());
    }

    /** Told so many seconds after the order was requested, and recorded a second later. */
    static Report report(long seconds) {
        Instant at = NOW.plusSeconds(seconds);
        return new Report(at, at.plusSeconds(1), "tester", false);
    }
}
