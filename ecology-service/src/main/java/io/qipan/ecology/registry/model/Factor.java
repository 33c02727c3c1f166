package io.qipan.ecology.registry.model;

import io.qipan.ecology.registry.model.Details.Boat;
import io.qipan.ecology.registry.model.Details.Enterprise;
import io.qipan.ecology.registry.model.Details.FishingHousehold;
import io.qipan.ecology.registry.model.Details.HighRiskPlace;
import io.qipan.ecology.registry.model.Details.Outfall;
import io.qipan.ecology.registry.model.Details.Outfall.Monitoring;
import io.qipan.ecology.registry.model.Details.Outfall.ZoneQuality;
import io.qipan.ecology.registry.model.Details.PumpHouse;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What makes a subject urgent. How many points each is worth stands in the weights. */
public enum Factor {
    ENTERPRISE_WITHOUT_PERMIT(
            flag(Enterprise.class, it -> it.discharges() && it.dischargePermit().isEmpty())),
    ENTERPRISE_ACCIDENT_PRONE(flag(Enterprise.class, Enterprise::accidentProne)),
    ENTERPRISE_WITHOUT_EMERGENCY_PLAN(flag(Enterprise.class, it -> it.accidentProne() && !it.emergencyPlan())),
    OUTFALL_WITHOUT_CONSENT(flag(Outfall.class, it -> it.approval().isEmpty())),
    OUTFALL_WATER_AUTHORITY_NOT_HEARD(flag(Outfall.class, it -> it.affectsFloodControl() && !it.waterAuthorityHeard())),
    OUTFALL_IN_FAILING_ZONE(flag(
            Outfall.class,
            it -> it.zoneQuality().filter(ZoneQuality.MISSED::equals).isPresent())),
    OUTFALL_WITHOUT_RESPONSIBLE_BODY(
            flag(Outfall.class, it -> it.responsibleBodies().isEmpty())),
    OUTFALL_SHARED_NOT_AUTOMATIC(
            flag(Outfall.class, it -> it.responsibleBodies().size() > 1 && it.monitoring() != Monitoring.AUTOMATIC)),
    OUTFALL_NOT_MONITORED(flag(Outfall.class, it -> it.monitoring() == Monitoring.WITHOUT)),
    OUTFALL_IN_DRINKING_WATER_ZONE(flag(Outfall.class, Outfall::inDrinkingWaterZone)),
    OUTFALL_IN_PROTECTED_WATER(flag(Outfall.class, Outfall::inProtectedWater)),
    PUMP_HOUSE_WITHOUT_PERMIT(flag(PumpHouse.class, it -> it.waterPermit().isEmpty())),
    PUMP_HOUSE_WITHOUT_SCREEN(flag(PumpHouse.class, it -> !it.fishScreen())),
    HOUSEHOLD_FISHES_WITHOUT_LICENCE(flag(
            FishingHousehold.class, it -> !it.gaveUp() && it.fishingLicence().isEmpty())),
    HOUSEHOLD_GAVE_UP_AND_KEEPS_GEAR(
            flag(FishingHousehold.class, it -> it.gaveUp() && !it.gear().isEmpty())),
    BOAT_WITHOUT_NUMBER(flag(Boat.class, it -> it.registration().isEmpty())),
    BOAT_OF_NOBODY(flag(Boat.class, it -> it.owner().isEmpty())),
    BOAT_WITHOUT_CERTIFICATE((circumstances, day) -> circumstances.details() instanceof Boat boat
                    && boat.certificateUntil()
                            .filter(last -> !last.isBefore(day))
                            .isEmpty()
            ? 1
            : 0),
    PLACE_OF_DANGER(flag(HighRiskPlace.class, it -> true)),
    PLACE_INCIDENT(count(HighRiskPlace.class, HighRiskPlace::incidents)),
    NEVER_INSPECTED(once(Circumstances::neverInspected)),
    OPEN_HAZARD((circumstances, day) -> circumstances.tally().open()),
    OVERDUE_HAZARD((circumstances, day) -> circumstances.tally().overdue()),
    REPEAT_FINDING((circumstances, day) -> circumstances.tally().repeats());

    /** What is known of a subject when its risk is assessed. */
    public record Circumstances(Details details, boolean neverInspected, Tally tally) {}

    private interface Rule {
        int times(Circumstances circumstances, LocalDate day);
    }

    private final Rule rule;

    Factor(Rule rule) {
        this.rule = rule;
    }

    /** How many times it is there; 0 or 1 where it is there or not. */
    int times(Circumstances circumstances, LocalDate day) {
        return rule.times(circumstances, day);
    }

    private static <D extends Details> Rule flag(Class<D> kind, Predicate<D> there) {
        return count(kind, details -> there.test(details) ? 1 : 0);
    }

    private static <D extends Details> Rule count(Class<D> kind, ToIntFunction<D> times) {
        return (circumstances, _) ->
                kind.isInstance(circumstances.details()) ? times.applyAsInt(kind.cast(circumstances.details())) : 0;
    }

    private static Rule once(Function<Circumstances, Boolean> there) {
        return (circumstances, _) -> there.apply(circumstances) ? 1 : 0;
    }
}
