package io.qipan.dispatch.supervision;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.SupervisionOrders.Subject;
import io.qipan.dispatch.supervision.model.Demand;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.proto.dispatch.v1.IssueSupervisionOrderRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Orders something to be done about a resource, by whoever owns it or by somebody else. */
@Singleton
class IssueSupervision {
    private final SupervisionOrders orders;
    private final SupervisionRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;

    IssueSupervision(
            SupervisionOrders orders, SupervisionRecords records, DispatchSettings settings, InstantSource clock) {
        this.orders = orders;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    SupervisionOrder issue(IssueSupervisionOrderRequest request, Caller caller) {
        Subject subject = orders.subject(request.getSubject())
                .orElseThrow(() -> Refusal.notFound(request.getSubject()).asException());
        Instant now = Times.now(clock);
        Instant dueAt = request.hasDueAt() ? Times.instant(request.getDueAt()) : now.plus(settings.superviseWithin());
        Instant signBy = now.plus(settings.signSupervision());
        Demand demand = new Demand(
                request.getSubject(),
                subject.incident(),
                subject.drill(),
                request.getDemand(),
                request.getOptionalAddressee().isEmpty() ? subject.owner() : request.getOptionalAddressee(),
                caller.subject(),
                now,
                signBy.isBefore(dueAt) ? signBy : dueAt);
        return records.add(SupervisionOrder.issued(
                        new SupervisionOrderId(UuidCreator.getTimeOrderedEpoch()),
                        demand,
                        dueAt,
                        settings.superviseAtLeast())
                .orRefuse());
    }
}
