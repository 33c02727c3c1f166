package io.qipan.launcher.demo;

import io.qipan.launcher.client.Orders;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Order;
import java.io.PrintWriter;

/** Closes what a story that broke off has left open, and says what it could not close. */
final class Cleanup {

    static final String REASON = "The demo broke off";

    private final Desk desk;
    private final Traces traces;
    private final PrintWriter out;

    Cleanup(Desk desk, Traces traces, PrintWriter out) {
        this.desk = desk;
        this.traces = traces;
        this.out = out;
    }

    void run() {
        traces.incident()
                .ifPresentOrElse(this::closeIncident, () -> traces.call().ifPresent(this::closeCall));
    }

    /** Ends its orders first. One that was merged is worked as another, which is closed. */
    void closeIncident(String name) {
        attempt(name, () -> {
            Incident incident = desk.incident(name);
            if (incident.getState() == Incident.State.ENDED || incident.getState() == Incident.State.MERGED) {
                return;
            }
            desk.ordersOf(name).stream().filter(order -> !Orders.isOver(order)).forEach(this::closeOrder);
            desk.end(name, IncidentOutcome.RESOLVED, REASON);
            out.println("The demo broke off; its orders and incident " + incident.getNumber() + " are closed.");
        });
    }

    private void closeOrder(Order order) {
        attempt(order.getName() + " of " + order.getUnit(), () -> {
            Order closed = order.getState() == Order.State.ON_SCENE
                    ? desk.atDesk(order.getName()).clear()
                    : desk.atDesk(order.getName()).cancel(REASON);
            if (!Orders.isOver(closed)) {
                out.println("Left open: " + closed.getName() + " of " + closed.getUnit());
            }
        });
    }

    void closeCall(String name) {
        attempt(name, () -> {
            Call call = desk.call(name);
            if (call.getState() == Call.State.OPEN) {
                desk.giveUp(call, REASON);
                out.println("The demo broke off; its call " + call.getNumber() + " is closed.");
            }
        });
    }

    /** Says what is left open if the step fails. */
    void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            out.println("Left open: " + what + " (" + e.getMessage() + ")");
        }
        out.flush();
    }
}
