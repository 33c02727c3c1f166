package io.qipan.dispatch.searcharea;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.words;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.runtime.caller.Role;

/** A dispatcher, and an incident of which nobody knows the place. */
abstract class SearchAreaScenario extends DispatchScenario {

    final Searcher wang() {
        return new Searcher(harness.channelOf("wang", Role.DISPATCHER));
    }

    final Searcher boat() {
        return new Searcher(harness.unitChannel("units/boat-1"));
    }

    static OpenIncidentRequest.Builder withoutAPlace() {
        return OpenIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setType("person_in_water_risk")
                .setSummary("in the water, sees a bridge")
                .addLocations(words("somewhere on the river"));
    }

    final Incident incident() {
        return desk().open(withoutAPlace());
    }

    /** What work on an incident goes by now. */
    final Location chosen(Incident incident) {
        return desk().now(incident).getLocationsList().stream()
                .filter(Location::getChosen)
                .findFirst()
                .orElseThrow();
    }
}
