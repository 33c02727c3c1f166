package io.qipan.dispatch.order;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.OrderState;
import io.qipan.dispatch.order.model.Step;
import io.qipan.proto.dispatch.v1.Order.Escalation;
import io.qipan.proto.dispatch.v1.Order.Milestone;
import io.qipan.runtime.work.JsonColumn;
import io.vertx.sqlclient.Row;
import java.util.Locale;
import java.util.Optional;

/** An order as a row. */
final class OrderRow {

    private OrderRow() {}

    static Order order(Row row) {
        return new Order(
                new OrderId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new IncidentId(row.getUUID("incident_id")),
                row.getString("unit"),
                row.getString("instruction"),
                row.getString("owner"),
                JsonColumn.read(row.getJsonArray("milestones"), Milestone::newBuilder).stream()
                        .map(message -> OrderMessages.milestone(message.build()))
                        .toList(),
                JsonColumn.read(row.getJsonArray("escalations"), Escalation::newBuilder).stream()
                        .map(message -> OrderMessages.escalation(message.build()))
                        .toList(),
                Optional.ofNullable(row.getUUID("diverted_from")).map(OrderId::new),
                row.getBoolean("drill"));
    }

    private static OrderState state(Row row) {
        String name = row.getString("state").toUpperCase(Locale.ROOT);
        return row.getBoolean("over")
                ? new OrderState.Over(End.valueOf(name), row.getString("reason"))
                : new OrderState.Open(
                        Step.valueOf(name),
                        row.getOffsetDateTime("next_deadline_at").toInstant());
    }
}
