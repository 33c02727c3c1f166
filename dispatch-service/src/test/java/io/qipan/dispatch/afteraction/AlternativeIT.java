package io.qipan.dispatch.afteraction;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansRequest;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeRequest;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeResponse;
import io.qipan.proto.dispatch.v1.HypotheticalUnit;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderedUnit;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.ResponsePlan.AlarmLevel;
import io.qipan.proto.dispatch.v1.ResponsePlanRevision;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.proto.dispatch.v1.Shortfall;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlternativeIT extends AfterActionScenario {
    private static final String BUSY = "units/busy";
    private static final String NEAR = "units/near";
    private static final String FAR = "units/far";

    private static Candidate boat(String unit, double degreesNorth, boolean committed, Instant at) {
        return new Candidate(
                unit,
                unit,
                "boat",
                Set.of("water", "medical"),
                10,
                300,
                true,
                committed,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(new Fix(
                        new Wgs84(Places.RIVER_BANK.latitude() + degreesNorth, Places.RIVER_BANK.longitude()), at)));
    }

    /** An incident to which the far boat was sent although the near one was free; another was at work elsewhere. */
    private Incident farOneSent() {
        Incident incident = opened("drowning", false);
        List<Candidate> fleet = List.of(
                boat(BUSY, 0.001, true, clock.instant()),
                boat(FAR, 0.2, false, clock.instant()),
                boat(NEAR, 0.05, false, clock.instant()));
        patrol.fleetFrom(clock.instant(), fleet);
        fleet.forEach(patrol::register);
        return incident;
    }

    private static EvaluateAlternativeRequest.Builder about(Incident incident, Instant at) {
        return EvaluateAlternativeRequest.newBuilder()
                .setIncident(incident.getName())
                .setAt(Times.message(at));
    }

    private EvaluateAlternativeResponse evaluate(EvaluateAlternativeRequest.Builder request) {
        return commander().afterAction.evaluateAlternative(request.build());
    }

    private static List<String> units(EvaluateAlternativeResponse answer) {
        return answer.getRecommended().getUnitsList().stream()
                .map(RecommendedUnit::getUnit)
                .toList();
    }

    private static ResponsePlan plan(String capability, int count) {
        return ResponsePlan.newBuilder()
                .setCode("drowning")
                .setTitleZh("溺水救援")
                .addLevels(AlarmLevel.newBuilder()
                        .addNeeds(Need.newBuilder().setCapability(capability).setCount(count)))
                .build();
    }

    @Test
    void whatWouldHaveBeenRecommendedStandsBesideWhatWasOrdered() {
        // Given
        Incident incident = farOneSent();
        Instant decided = clock.instant();
        RecommendUnitsResponse told = desk().recommendation
                .recommendUnits(RecommendUnitsRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
        Order order = workedOff(incident, FAR);
        patrol.fleetFrom(clock.instant(), List.of());
        seal();

        // When
        EvaluateAlternativeResponse answer = evaluate(about(incident, decided));

        // Then
        assertThat(answer.getRecommended().getUnitsList()).isEqualTo(told.getUnitsList());
        assertThat(units(answer)).contains(NEAR).doesNotContain(BUSY);
        assertThat(answer.hasPlan()).isFalse();
        assertThat(answer.getOrderedList()).hasSize(1).first().satisfies(ordered -> {
            assertThat(ordered.getOrder()).isEqualTo(order.getName());
            assertThat(ordered.getBefore()).isFalse();
            assertThat(ordered.getArrivedAfterS()).isEqualTo(310);
            assertThat(ordered.getEtaS()).isGreaterThan(2_000);
        });
        assertThat(answer.getComparisonsList())
                .filteredOn(comparison -> comparison.getCapability().equals("water"))
                .first()
                .satisfies(comparison -> assertThat(comparison.getGainedS())
                        .isEqualTo(comparison.getOrderedEtaS() - comparison.getRecommendedEtaS())
                        .isGreaterThan(1_000));
        assertThat(evaluate(about(incident, decided))).isEqualTo(answer);
    }

    @Test
    void anotherFleetIsAnsweredForAsIfItHadBeenThere() {
        // Given
        Incident incident = farOneSent();
        Instant decided = clock.instant();
        seal();
        HypotheticalUnit added = HypotheticalUnit.newBuilder()
                .setLabel("second")
                .setKind("assault_boat")
                .addExtraCapabilities("medical")
                .setPoint(Point.newBuilder()
                        .setLatitude(Places.RIVER_BANK.latitude())
                        .setLongitude(Places.RIVER_BANK.longitude())
                        .setDatum(Datum.WGS84))
                .build();

        // When
        EvaluateAlternativeResponse without =
                evaluate(about(incident, decided).addPlans(plan("water", 2)).addUnitsOut(NEAR));

        // Then
        assertThat(units(without)).containsExactly(FAR);
        assertThat(without.getRecommended().getShortfallsList())
                .extracting(Shortfall::getCause)
                .containsExactly(Shortfall.Cause.TOO_FEW);
        assertThat(units(evaluate(
                        about(incident, decided).addPlans(plan("water", 1)).addUnitsFreed(BUSY))))
                .containsExactly(BUSY);
        assertThat(units(evaluate(
                        about(incident, decided).addPlans(plan("water", 1)).addUnitsAdded(added))))
                .containsExactly("hypotheticalUnits/second");
        assertThat(reasonOf(refused(() -> evaluate(about(incident, decided)
                        .addUnitsAdded(added.toBuilder().setKind("submarine").build())))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() ->
                        evaluate(about(incident, decided).addUnitsAdded(added).addUnitsAdded(added)))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void whatWasAssignedThenCountsForThePlan() {
        // Given
        Incident incident = farOneSent();
        later(5);
        Order order = desk().send(incident, FAR);
        Instant assigned = clock.instant();
        seal();

        // When
        EvaluateAlternativeResponse answer = evaluate(about(incident, assigned).addPlans(plan("water", 2)));

        // Then
        assertThat(units(answer)).containsExactly(NEAR);
        assertThat(answer.getRecommended().getNeeds(0).getAssigned()).isEqualTo(1);
        assertThat(answer.getPlan().getPlan()).isEqualTo("drowning");
        assertThat(answer.getOrderedList())
                .extracting(OrderedUnit::getOrder, OrderedUnit::getBefore)
                .containsExactly(tuple(order.getName(), true));
        assertThat(reasonOf(refused(() -> evaluate(
                        about(incident, assigned).addPlans(plan("water", 2)).setOptionalLevel(2)))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(
                        () -> evaluate(about(incident, assigned).setOptionalPlanRevision("responsePlanRevisions/7")))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aDraftStandsBesideThePlanThatTheIncidentHad() {
        // Given
        ResponsePlanRevision used = drafted(0, 1);
        ResponsePlanRevision approved = commander()
                .plans
                .approveResponsePlans(ApproveResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(used.getName())
                        .build())
                .getRevision();
        Incident incident = farOneSent();
        later(5);
        IncidentResponse raised = desk().plans
                .setAlarmLevel(SetAlarmLevelRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setIncident(incident.getName())
                        .setLevel(1)
                        .setReason("seen by a unit")
                        .build())
                .getResponse();
        Instant decided = clock.instant();
        ResponsePlanRevision draft = drafted(1, 2);
        seal();

        // When
        EvaluateAlternativeResponse asItWas = evaluate(about(incident, decided));
        EvaluateAlternativeResponse withDraft =
                evaluate(about(incident, decided).setOptionalPlanRevision(draft.getName()));

        // Then
        assertThat(raised.getRevision()).isEqualTo(approved.getName());
        assertThat(asItWas.getPlan()).isEqualTo(asItWas.getPlanThen());
        assertThat(units(asItWas)).containsExactly(NEAR);
        assertThat(withDraft.getPlan().getRevision()).isEqualTo(draft.getName());
        assertThat(withDraft.getPlanThen().getRevision()).isEqualTo(used.getName());
        assertThat(units(withDraft)).containsExactly(NEAR, FAR);
    }

    private ResponsePlanRevision drafted(long base, int boats) {
        return new Desk(harness.channelOf("li", Role.ENGINEER))
                .plans
                .draftResponsePlans(DraftResponsePlansRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setBaseRevision(base)
                        .setReason("before the ice breaks")
                        .addPlans(plan("water", boats))
                        .build())
                .getRevision();
    }

    @Test
    void beforeItWasOpenedThereIsNothingToSay() {
        // Given
        Instant before = clock.instant();
        later(60);
        Incident incident = farOneSent();
        seal();

        // When
        Reason reason = reasonOf(refused(() -> evaluate(about(incident, before))));

        // Then
        assertThat(reason).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void withoutPatrolNobodyIsRecommendedAndItIsSaid() {
        // Given
        Incident incident = farOneSent();
        Instant decided = clock.instant();
        seal();
        patrol.goAway();

        // When
        EvaluateAlternativeResponse answer = evaluate(about(incident, decided));

        // Then
        assertThat(answer.getRecommended().getDegraded()).isTrue();
        assertThat(units(answer)).isEmpty();
        assertThat(answer.getRecommended().getShortfallsList())
                .extracting(Shortfall::getCause)
                .containsOnly(Shortfall.Cause.UNITS_UNKNOWN);
    }
}
