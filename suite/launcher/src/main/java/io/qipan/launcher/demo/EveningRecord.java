package io.qipan.launcher.demo;

import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentMerge;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the board holds of an evening.
 *
 * @param calls by the number of their caller
 * @param incidents by their name
 * @param merges by which incidents are one with that of the first caller
 * @param undone merges of the container's incident that were undone
 * @param orders of all incidents
 * @param whereFound as the record of the person tells it; absent while nobody was found
 * @param activations of contingency plans
 * @param planIsRetired whether nobody is suggested the plan of the demo any more
 * @param open what of all this the board lists as open work
 */
record EveningRecord(
        Map<Integer, Call> calls,
        Map<String, Incident> incidents,
        List<IncidentMerge> merges,
        List<IncidentMerge> undone,
        List<Order> orders,
        List<Transfer> transfers,
        List<MissingSearch> searches,
        Optional<LocationInput> whereFound,
        List<SearchSector> sectors,
        List<MissingNotice> notices,
        Optional<CommandOrder> command,
        List<CommandNotice> commandNotices,
        List<ContingencyActivation> activations,
        List<ContingencyTask> tasks,
        boolean planIsRetired,
        List<String> open) {

    /** The one that a caller's call belongs to. */
    Optional<Incident> incidentOf(int caller) {
        return Optional.ofNullable(calls.get(caller)).map(Call::getIncident).map(incidents::get);
    }

    /** The calls of the fire and of all that is one with it, as the incidents have them, each as often as it is there. */
    List<String> callsOfTheFire() {
        return incidentOf(EveningCaller.FIRST).stream()
                .flatMap(fire -> incidents.values().stream()
                        .filter(incident -> incident.equals(fire) || isMergedInto(incident, fire)))
                .flatMap(incident -> incident.getCallsList().stream())
                .toList();
    }

    boolean isMergedInto(Incident incident, Incident root) {
        return incident.getState() == Incident.State.MERGED
                && merges.stream()
                        .anyMatch(merge -> merge.getIncident().equals(incident.getName())
                                && merge.getInto().equals(root.getName()));
    }
}
