package io.qipan.dispatch.order;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.Report;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The steps of an order as its unit, or somebody for it, reports them. */
@Singleton
class WorkOrder {

    /**
     * An order as the reporter knows it.
     *
     * @param occurredAt when it happened, checked
     */
    record Told(String name, String etag, Instant occurredAt, boolean byVoice) {}

    private final OrderRecords records;
    private final LoseUnit loseUnit;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkOrder(OrderRecords records, LoseUnit loseUnit, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.loseUnit = loseUnit;
        this.settings = settings;
        this.clock = clock;
    }

    Order reach(Step step, Told told, Caller caller) {
        Order order = lock(told, caller);
        Order next = order.reach(step, report(told, caller), nextDeadline(order, step))
                .orRefuse();
        return records.change(next, "order." + step.word(), told.occurredAt(), "");
    }

    Order end(End end, String reason, Told told, Caller caller) {
        Order order = lock(told, caller);
        Order next = order.end(end, reason, report(told, caller)).orRefuse();
        String action = "order." + end.word();
        return end == End.REFUSED
                ? loseUnit.lose(next, action, told.occurredAt(), reason)
                : loseUnit.letGo(next, action, told.occurredAt(), reason);
    }

    Order record(String kind, Told told, Caller caller) {
        Order order = lock(told, caller);
        Order next = order.record(kind, report(told, caller)).orRefuse();
        return records.extend(next, "order.milestone", told.occurredAt(), "");
    }

    private Order lock(Told told, Caller caller) {
        Order order = records.lock(OrderId.parse(told.name()), told.etag());
        caller.mayActFor(order.unit());
        return order;
    }

    private Report report(Told told, Caller caller) {
        return new Report(told.occurredAt(), Times.now(clock), caller.subject(), told.byVoice());
    }

    /** Delivery does not stop the ladder: a person has to answer. */
    private Instant nextDeadline(Order order, Step step) {
        return order.state() instanceof Open open && !step.isAcknowledged()
                ? open.nextDeadlineAt()
                : Times.now(clock).plus(settings.checkOrder());
    }
}
