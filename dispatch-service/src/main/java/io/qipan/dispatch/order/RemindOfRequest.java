package io.qipan.dispatch.order;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells everybody who watches that an order still waits for patrol-service: first when a sent one would alert its unit again, then
 * after as long as an incident may wait. The attempts to settle it go on at their own pace.
 */
@Singleton
class RemindOfRequest {
    private final UnitOfWork unitOfWork;
    private final Orders orders;
    private final OrderRecords records;
    private final IncidentRecords incidents;
    private final Ladders ladders;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfRequest(
            UnitOfWork unitOfWork,
            Orders orders,
            OrderRecords records,
            IncidentRecords incidents,
            Ladders ladders,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.orders = orders;
        this.records = records;
        this.incidents = incidents;
        this.ladders = ladders;
        this.settings = settings;
        this.clock = clock;
    }

    void remind(OrderId id, String actor) {
        Instant now = Times.now(clock);
        unitOfWork.run(actor, () -> {
            Order order = orders.lock(id);
            return isDue(order, now) ? tell(order, now) : order;
        });
    }

    private boolean isDue(Order order, Instant now) {
        Duration patience =
                ladders.of(incidents.get(order.incident()).priority()).after(0).afterSent();
        Instant requestedAt = order.milestones().getFirst().recordedAt();
        return order.state() instanceof Open(Step step, Instant next)
                && step == Step.REQUESTED
                && !now.isBefore(next)
                && !now.isBefore(requestedAt.plus(patience));
    }

    private Order tell(Order order, Instant now) {
        incidents.needsAttention(order.incident(), now);
        Order reminded = order.overdue(now.plus(settings.attendIncident())).orRefuse();
        return records.extend(
                reminded, "order.overdue", now, "Still " + order.state().word());
    }
}
