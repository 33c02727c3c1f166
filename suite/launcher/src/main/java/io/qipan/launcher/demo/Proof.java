package io.qipan.launcher.demo;

import io.qipan.launcher.client.Orders;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the story really happened, by what the board has stored. */
final class Proof {

    private static final Set<String> WHOLE_WAY =
            Set.of("requested", "sent", "delivered", "accepted", "on_the_way", "on_scene", "cleared");

    private final List<String> missing = new ArrayList<>();

    private Proof() {}

    /** What should be there and is not. Empty: it happened. */
    static List<String> missing(
            Call call, Incident incident, List<Order> orders, String silent, List<Timeline.Entry> timeline) {
        Proof proof = new Proof();
        proof.ofCall(call, incident);
        proof.ofIncident(incident);
        proof.ofPlaces(incident.getLocationsList());
        proof.ofOrders(orders, silent);
        proof.ofTimeline(timeline);
        return proof.missing;
    }

    private void ofCall(Call call, Incident incident) {
        require(
                call.getState() == Call.State.ENDED
                        && call.getOutcome() == CallOutcome.INCIDENT_OPENED
                        && call.getIncident().equals(incident.getName()),
                "the call ended with the incident");
    }

    private void ofIncident(Incident incident) {
        require(incident.getDrill(), "the incident is a drill");
        require(incident.getType().equals(Night.TYPE), "the incident is of type " + Night.TYPE);
        require(
                incident.getState() == Incident.State.ENDED && incident.getOutcome() == IncidentOutcome.RESOLVED,
                "the incident ended as resolved");
        require(!incident.getRationale().isEmpty(), "the incident has a rationale");
    }

    private void ofPlaces(List<Location> places) {
        require(places.stream().anyMatch(place -> place.getGiven().hasArea()), "an area was known first");
        require(
                places.stream().anyMatch(place -> place.getGiven().getSource() == LocationSource.PHONE),
                "the telephone was located");
        require(
                places.stream()
                        .anyMatch(place ->
                                place.getChosen() && place.getGiven().getSource() == LocationSource.UNIT_REPORT),
                "the chosen place is where a unit found the person");
    }

    private void ofOrders(List<Order> orders, String silent) {
        require(orders.stream().allMatch(Orders::isOver), "all orders are over");
        require(
                orders.stream()
                        .filter(order -> order.getName().equals(silent))
                        .anyMatch(
                                order -> order.getEscalationsCount() >= 2 && order.getState() == Order.State.CANCELLED),
                "one order was escalated twice and then called back");
        require(orders.stream().anyMatch(Proof::wentTheWholeWay), "one order went from requested to cleared");
        require(
                orders.stream()
                                .filter(order -> order.getState() == Order.State.CLEARED)
                                .count()
                        >= 3,
                "three units and more were cleared");
    }

    private static boolean wentTheWholeWay(Order order) {
        return order.getMilestonesList().stream()
                .map(Order.Milestone::getKind)
                .collect(Collectors.toSet())
                .containsAll(WHOLE_WAY);
    }

    private void ofTimeline(List<Timeline.Entry> timeline) {
        require(timeline.size() >= 20, "the journal tells the story");
        require(
                timeline.stream().anyMatch(entry -> entry.who().startsWith("system:")),
                "the journal shows what the system did by itself");
    }

    private void require(boolean is, String what) {
        if (!is) {
            missing.add(what);
        }
    }
}
