package io.qipan.dispatch.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.Places;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansRequest;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponseRequest;
import io.qipan.proto.dispatch.v1.GetResponsePlansRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import io.qipan.proto.dispatch.v1.Reinforcement;
import io.qipan.proto.dispatch.v1.Reinforcement.CoverageGap;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.ResponsePlanRevision;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.proto.dispatch.v1.SetAlarmLevelResponse;
import io.qipan.proto.dispatch.v1.Shortfall;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsePlanIT extends DispatchScenario {

    private static Wgs84 north(double degrees) {
        return new Wgs84(Places.RIVER_BANK.latitude() + degrees, Places.RIVER_BANK.longitude());
    }

    private static ResponsePlan.AlarmLevel boats(int count) {
        return ResponsePlan.AlarmLevel.newBuilder()
                .addNeeds(Need.newBuilder().setCapability("water").setCount(count))
                .build();
    }

    private static ResponsePlan.Builder drowning() {
        return ResponsePlan.newBuilder()
                .setCode("drowning")
                .setTitleZh("溺水救援")
                .setCondition(ResponsePlan.Condition.newBuilder().addIncidentTypes("drowning"))
                .addLevels(boats(1))
                .addLevels(boats(3));
    }

    private ResponsePlanRevision draft(long base, ResponsePlan.Builder plan) {
        return new Desk(harness.channelOf("li", Role.ENGINEER))
                .plans
                .draftResponsePlans(DraftResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setBaseRevision(base)
                        .setReason("before the ice breaks")
                        .addPlans(plan)
                        .build())
                .getRevision();
    }

    private ResponsePlanRevision approve(ResponsePlanRevision draft, String by) {
        return new Desk(harness.channelOf(by, Role.COMMANDER))
                .plans
                .approveResponsePlans(ApproveResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(draft.getName())
                        .build())
                .getRevision();
    }

    private SetAlarmLevelResponse level(Incident incident, int from, int to) {
        return desk().plans
                .setAlarmLevel(SetAlarmLevelRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(incident.getName())
                        .setCurrentLevel(from)
                        .setLevel(to)
                        .setReason("seen by a unit")
                        .build());
    }

    private Reinforcement now(Incident incident) {
        return desk().plans
                .getIncidentResponse(GetIncidentResponseRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build())
                .getReinforcement();
    }

    private static List<String> units(Reinforcement reinforcement) {
        return reinforcement.getUnitsList().stream()
                .map(RecommendedUnit::getUnit)
                .toList();
    }

    @Test
    void aDraftIsUsedOnlyWhenASecondPersonHasApprovedIt() {
        // Given
        Incident incident = desk().open(Desk.anIncident("drowning"));
        ResponsePlanRevision draft = draft(0, drowning());
        StatusRuntimeException unused = Refusals.refused(() -> level(incident, 0, 1));
        StatusRuntimeException self = Refusals.refused(() -> approve(draft, "li"));

        // When
        ResponsePlanRevision approved = approve(draft, "zhao");

        // Then
        assertThat(Refusals.reasonOf(unused)).isEqualTo(Reason.INCOMPLETE);
        assertThat(Refusals.reasonOf(self)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(approved.getState()).isEqualTo(ResponsePlanRevision.State.APPROVED);
        assertThat(desk().plans
                        .getResponsePlans(GetResponsePlansRequest.getDefaultInstance())
                        .getRevision())
                .isEqualTo(approved);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> approve(draft, "wu"))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.reasonOf(Refusals.refused(() -> draft(0, drowning()))))
                .isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void theNextLevelAddsWhatIsMissingAndSaysWhatCannotBeHadAndWhatIsLeftBare() {
        // Given
        var ignored = approve(draft(0, drowning()), "zhao");
        patrol.registerBoat("near", north(0.01), clock.instant());
        patrol.registerBoat("far", north(0.2), clock.instant());
        patrol.zoneFrom(0, "gridFeatures/zone-6");
        patrol.zoneFrom(north(0.1).latitude(), "gridFeatures/zone-7");
        Incident incident = desk().open(Desk.anIncident("drowning"));
        SetAlarmLevelResponse first = level(incident, 0, 1);
        var order = desk().send(desk().now(incident), "units/near");

        // When
        SetAlarmLevelResponse second = level(incident, 1, 2);

        // Then
        assertThat(units(first.getReinforcement())).containsExactly("units/near");
        assertThat(first.getResponse().getExplanationList()).containsExactly("type drowning");
        assertThat(order.getUnit()).isEqualTo("units/near");
        Reinforcement more = second.getReinforcement();
        assertThat(more.getNeedsList())
                .containsExactly(Reinforcement.State.newBuilder()
                        .setCapability("water")
                        .setNeeded(3)
                        .setAssigned(1)
                        .setMissing(2)
                        .build());
        assertThat(units(more)).containsExactly("units/far");
        assertThat(more.getShortfallsList())
                .containsExactly(Shortfall.newBuilder()
                        .setCapability("water")
                        .setMissing(1)
                        .setCause(Shortfall.Cause.TOO_FEW)
                        .build());
        assertThat(more.getGapsList())
                .containsExactly(CoverageGap.newBuilder()
                        .setZone("gridFeatures/zone-7")
                        .setCapability("water")
                        .addUnits("units/far")
                        .build());
        assertThat(now(incident)).isEqualTo(more);
        assertThat(told("incidentResponses/" + incident.getName().substring("incidents/".length())))
                .containsExactly("incident_response.raised", "incident_response.raised");
    }

    @Test
    void anIncidentKeepsItsRevisionUntilItIsStoodDown() {
        // Given
        var ignored = approve(draft(0, drowning()), "zhao");
        Incident incident = desk().open(Desk.anIncident("drowning"));
        SetAlarmLevelResponse before = level(incident, 0, 1);
        ignored = approve(draft(1, drowning().clearLevels().addLevels(boats(5))), "zhao");
        SetAlarmLevelResponse same = level(incident, 1, 2);
        SetAlarmLevelResponse down = level(incident, 2, 0);

        // When
        SetAlarmLevelResponse anew = level(incident, 0, 1);

        // Then
        assertThat(before.getResponse().getRevision()).isEqualTo("responsePlanRevisions/1");
        assertThat(same.getResponse().getRevision()).isEqualTo("responsePlanRevisions/1");
        assertThat(same.getReinforcement().getNeeds(0).getNeeded()).isEqualTo(3);
        assertThat(down.getReinforcement().getNeedsList()).isEmpty();
        assertThat(anew.getResponse().getRevision()).isEqualTo("responsePlanRevisions/2");
        assertThat(anew.getReinforcement().getNeeds(0).getNeeded()).isEqualTo(5);
    }

    @Test
    void whoKnowsAnotherLevelOrAsksForOneThatThePlanHasNotIsRefused() {
        // Given
        var ignored = approve(draft(0, drowning()), "zhao");
        Incident incident = desk().open(Desk.anIncident("drowning"));
        SetAlarmLevelResponse set = level(incident, 0, 1);

        // When
        StatusRuntimeException stale = Refusals.refused(() -> level(incident, 0, 2));
        StatusRuntimeException beyond = Refusals.refused(() -> level(incident, 1, 3));
        SetAlarmLevelResponse same = level(incident, 1, 1);

        // Then
        assertThat(Refusals.reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(Refusals.fieldsOf(beyond)).containsExactly("level");
        assertThat(same.getResponse()).isEqualTo(set.getResponse());
    }

    @Test
    void whileNobodyKnowsZoneAndDutyAPlanThatNeedsThemIsNotChosenAndCoverageIsUnknown() {
        // Given
        ResponsePlan.Builder onDuty = drowning();
        onDuty.getConditionBuilder().addDutyLevels("one");
        var ignored = approve(draft(0, onDuty), "zhao");
        patrol.dutyLevel("one");
        Incident incident = desk().open(Desk.anIncident("drowning"));
        SetAlarmLevelResponse known = level(incident, 0, 1);
        Incident another = desk().open(Desk.anIncident("drowning"));
        patrol.goAway();

        // When
        StatusRuntimeException unknown = Refusals.refused(() -> level(another, 0, 1));

        // Then
        assertThat(known.getResponse().getExplanationList()).contains("duty level one");
        assertThat(Refusals.reasonOf(unknown)).isEqualTo(Reason.INCOMPLETE);
        assertThat(now(incident).getDegraded()).isTrue();
        assertThat(now(incident).getCoverageUnknown()).isTrue();
    }

    @Test
    void anIncidentThatIsOverHasNoAlarmLevelAnyMore() {
        // Given
        var ignored = approve(draft(0, drowning()), "zhao");
        Incident incident = desk().end(desk().open(Desk.anIncident("drowning")));

        // When
        StatusRuntimeException refused = Refusals.refused(() -> level(incident, 0, 1));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }
}
