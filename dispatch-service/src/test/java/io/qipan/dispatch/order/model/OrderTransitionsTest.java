package io.qipan.dispatch.order.model;

import static io.qipan.dispatch.order.model.Sample.LATER;
import static io.qipan.dispatch.order.model.Sample.report;

import io.qipan.dispatch.TransitionTable;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@link OrderStepsTest} plays random histories; {@code -Dtransitions.update=true} publishes the table anew. */
class OrderTransitionsTest {

    /** Everything that can be asked of an order. */
    private static Map<String, Function<Order, Decision<Order>>> acts() {
        Map<String, Function<Order, Decision<Order>>> acts = new HashMap<>();
        for (Step step : Step.values()) {
            acts.put("reach_" + step.word(), order -> order.reach(step, report(10), LATER));
        }
        for (End end : End.values()) {
            acts.put("end_as_" + end.word(), order -> order.end(end, "because", report(10)));
        }
        IncidentId root = new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000009"));
        acts.put(
                "escalate",
                order -> order.escalate(Ladder.Action.ALERT_OWNER, report(10).recordedAt(), LATER));
        acts.put("remind", order -> order.overdue(LATER));
        acts.put("divert", order -> order.divert(report(10)));
        acts.put("take_over", order -> order.takeOver("li"));
        acts.put("move_to_another_incident", order -> Decision.grant(order.under(root)));
        return acts;
    }

    @Test
    void the_published_table_is_what_the_rules_do() {
        // When
        List<String> rows = TransitionTable.of(
                List.of(Sample.requested()), acts(), order -> order.state().word());

        // Then
        TransitionTable.assertPublished("order", rows);
    }
}
