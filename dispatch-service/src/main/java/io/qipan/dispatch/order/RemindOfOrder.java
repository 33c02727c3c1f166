package io.qipan.dispatch.order;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that a unit has not reported for long. */
@Singleton
class RemindOfOrder implements DeadlineHandler {
    private final Orders orders;
    private final OrderRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfOrder(Orders orders, OrderRecords records, DispatchSettings settings, InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return OrderRecords.PROGRESS;
    }

    @Override
    public void handle(Due due) {
        Order order = orders.lock(OrderId.parse(due.subject()));
        if (!order.isOver()) {
            Instant now = Times.now(clock);
            Order reminded = order.overdue(now.plus(settings.checkOrder())).orRefuse();
            records.change(
                    reminded, "order.overdue", now, "Still " + order.state().word());
        }
    }
}
