package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.Changes.Asof;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what was recorded of an incident at a moment. Inside a unit of work only. */
@Singleton
class ReadPast {
    private final IncidentRecords incidents;
    private final Changes changes;
    private final IncidentResources resources;

    ReadPast(IncidentRecords incidents, Changes changes, IncidentResources resources) {
        this.incidents = incidents;
        this.changes = changes;
        this.resources = resources;
    }

    /**
     * @param response with a level above 0
     * @param usualNeeds what its type needs
     * @param assigned units with open orders for it
     * @param orders all that were ever given for it, as they are now
     * @param ordersThen the names of those that were there
     * @param revision the newest
     */
    record Past(
            Incident incident,
            Optional<IncidentResponse> response,
            List<Need> usualNeeds,
            Set<String> assigned,
            List<Order> orders,
            Set<String> ordersThen,
            long revision) {}

    /** Refuses NOT_FOUND. */
    Past of(IncidentId id, Instant at) {
        List<String> names = resources.of(resources.withMerged(incidents.get(id).id()));
        long newest = changes.newest();
        Asof then = new Asof(Optional.of(at), newest);
        Incident incident = changes.latest(List.of(id.name()), then).stream()
                .findFirst()
                .map(change -> (Incident) States.of(change))
                .orElseThrow(() -> Refusal.notFound(id.name() + " at " + at).asException());
        List<String> orders =
                names.stream().filter(name -> name.startsWith("orders/")).toList();
        List<Change> ordersThen = changes.latest(orders, then);
        return new Past(
                incident,
                changes.latest(List.of("incidentResponses/" + id.uuid()), then).stream()
                        .map(change -> (IncidentResponse) States.of(change))
                        .filter(response -> response.getLevel() > 0)
                        .findFirst(),
                Need.oneEach(incidents
                        .type(incident.getType())
                        .map(IncidentType::needs)
                        .orElse(List.of())),
                ordersThen.stream()
                        .filter(States::isOpen)
                        .map(change -> (Order) States.of(change))
                        .filter(order -> order.getIncident().equals(id.name()))
                        .map(Order::getUnit)
                        .collect(Collectors.toSet()),
                changes.latest(orders, new Asof(Optional.empty(), newest)).stream()
                        .map(change -> (Order) States.of(change))
                        .toList(),
                ordersThen.stream().map(Change::getResource).collect(Collectors.toSet()),
                newest);
    }
}
