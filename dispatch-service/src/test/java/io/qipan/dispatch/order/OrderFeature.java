package io.qipan.dispatch.order;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Orders put together by hand; opens them to tests of other features. */
public record OrderFeature(RpcService rpc, List<DeadlineHandler> handlers, AtOnce atOnce, LoseUnit loseUnit) {

    /** What a request does while its caller waits. Returns whether the order was sent. */
    public boolean settle(OrderId id) {
        return atOnce.settle(List.of(id)).getFirst().isAt(Step.SENT);
    }

    public static StoredOrders stored() {
        return new StoredOrders(new PostgresOrders());
    }

    public static OpenOrders openOrders(Surroundings around) {
        Orders orders = new PostgresOrders();
        return new OpenOrdersOfIncident(
                orders, new OrderRecords(orders, around.journal(), around.deadlines(), around.clock()));
    }

    public static OrderFeature onPostgres(Surroundings around, IncidentRecords incidents, Commitments commitments) {
        Orders orders = new PostgresOrders();
        OrderRecords records = new OrderRecords(orders, around.journal(), around.deadlines(), around.clock());
        Ladders ladders = new Ladders(around.settings());
        LoseUnit lose = new LoseUnit(orders, records, incidents, around.settings(), around.clock());
        DivertOrder divert = new DivertOrder(orders, lose, around.clock());
        RemindOfRequest remind = new RemindOfRequest(
                around.unitOfWork(), orders, records, incidents, ladders, around.settings(), around.clock());
        SettleOrder settle = new SettleOrder(
                around.unitOfWork(),
                orders,
                records,
                incidents,
                around.deadlines(),
                commitments,
                divert,
                lose,
                remind,
                ladders,
                around.clock());
        ReleaseUnit release = new ReleaseUnit(around.unitOfWork(), orders, around.deadlines(), commitments, divert);
        AtOnce atOnce = new AtOnce(around.unitOfWork(), orders, settle, release);
        return new OrderFeature(
                new OrderRpc(
                        around.unitOfWork(),
                        new RequestOrders(orders, records, incidents, around.settings(), around.clock()),
                        new WorkOrder(records, lose, around.settings(), around.clock()),
                        atOnce,
                        orders,
                        around.clock()),
                List.of(
                        settle,
                        release,
                        new ClimbLadder(orders, records, incidents, ladders, around.clock()),
                        new RemindOfOrder(orders, records, around.settings(), around.clock())),
                atOnce,
                lose);
    }
}
