package io.qipan.dispatch.response;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.Places;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansRequest;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponseRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponseResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import org.junit.jupiter.api.BeforeEach;

/** Incidents with alarm levels: two plans are in force, one with three levels and one with two. */
abstract class PlanScenario extends DispatchScenario {

    @BeforeEach
    void plans() {
        String draft = new Desk(harness.channelOf("li", Role.ENGINEER))
                .plans
                .draftResponsePlans(DraftResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setReason("before the ice breaks")
                        .addPlans(plan("drowning")
                                .addLevels(boats(1))
                                .addLevels(boats(2))
                                .addLevels(boats(4)))
                        .addPlans(plan("water_rescue").addLevels(boats(1)).addLevels(boats(3)))
                        .build())
                .getRevision()
                .getName();
        var ignored = new Desk(harness.channelOf("zhao", Role.COMMANDER))
                .plans.approveResponsePlans(ApproveResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(draft)
                        .build());
    }

    private static ResponsePlan.Builder plan(String type) {
        return ResponsePlan.newBuilder()
                .setCode(type.replace('_', '-'))
                .setTitleZh("水上救援")
                .setCondition(ResponsePlan.Condition.newBuilder().addIncidentTypes(type));
    }

    private static ResponsePlan.AlarmLevel boats(int count) {
        return ResponsePlan.AlarmLevel.newBuilder()
                .addNeeds(Need.newBuilder().setCapability("water").setCount(count))
                .build();
    }

    /** A boat that can go there, and is known here. */
    void boat(String name) {
        newBoat(name);
        readUnits();
    }

    /** A boat that can go there, of which nothing is known here yet. */
    void newBoat(String name) {
        patrol.registerBoat(
                name, new Wgs84(Places.RIVER_BANK.latitude() + 0.01, Places.RIVER_BANK.longitude()), clock.instant());
    }

    void readUnits() {
        dispatch.recommendation().keepPicture().run();
    }

    Incident opened() {
        return desk().open(Desk.anIncident("drowning"));
    }

    Incident opened(int level) {
        Incident incident = opened();
        var ignored = level(incident, 0, level);
        return incident;
    }

    IncidentResponse level(Incident incident, int from, int to) {
        return desk().plans
                .setAlarmLevel(SetAlarmLevelRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(incident.getName())
                        .setCurrentLevel(from)
                        .setLevel(to)
                        .setReason("seen by a unit")
                        .build())
                .getResponse();
    }

    GetIncidentResponseResponse answer(Incident incident) {
        return desk().plans
                .getIncidentResponse(GetIncidentResponseRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
    }

    IncidentResponse response(Incident incident) {
        return answer(incident).getResponse();
    }

    static String nameOf(Incident incident) {
        return "incidentResponses/" + incident.getName().substring("incidents/".length());
    }

    MergeIncidentsResponse merge(Incident incident, Incident into) {
        return desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setInto(into.getName())
                        .setIntoEtag(desk().now(into).getEtag())
                        .setReason("both callers stand at the same bridge")
                        .build());
    }

    Incident takeOut(Incident incident) {
        return desk().duplicates
                .unmergeIncident(UnmergeIncidentRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setReason("there are two bridges")
                        .build())
                .getIncident();
    }
}
