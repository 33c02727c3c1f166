package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.Details;
import io.qipan.ecology.registry.model.Details.Boat;
import io.qipan.ecology.registry.model.Details.Enterprise;
import io.qipan.ecology.registry.model.Details.FishingHousehold;
import io.qipan.ecology.registry.model.Details.HighRiskPlace;
import io.qipan.ecology.registry.model.Details.Outfall;
import io.qipan.ecology.registry.model.Details.PumpHouse;
import io.qipan.proto.ecology.v1.SubjectEntry;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Details of subjects on the wire and in the model. */
final class DetailMessages {

    private DetailMessages() {}

    static Details details(SubjectEntry entry) {
        return switch (entry.getDetailsCase()) {
            case ENTERPRISE -> enterprise(entry.getEnterprise());
            case OUTFALL -> outfall(entry.getOutfall());
            case PUMP_HOUSE -> pumpHouse(entry.getPumpHouse());
            case FISHING_HOUSEHOLD -> household(entry.getFishingHousehold());
            case BOAT -> boat(entry.getBoat());
            case HIGH_RISK_PLACE -> place(entry.getHighRiskPlace());
            case DETAILS_NOT_SET -> throw new IllegalArgumentException("The contract lets no such entry through");
        };
    }

    private static Details enterprise(io.qipan.proto.ecology.v1.Enterprise message) {
        return new Enterprise(
                message.getCreditCode(),
                message.getIndustry(),
                message.getDischargePermit(),
                message.getDischarges(),
                message.getAccidentProne(),
                message.getEmergencyPlan());
    }

    private static Details outfall(io.qipan.proto.ecology.v1.Outfall message) {
        return new Outfall(
                Outfall.Category.valueOf(message.getCategory().name()),
                Outfall.Channel.valueOf(message.getChannel().name()),
                message.getReceivingWater(),
                message.getResponsibleBodiesList(),
                message.getApproval(),
                message.getAffectsFloodControl(),
                message.getWaterAuthorityHeard(),
                Outfall.Monitoring.valueOf(message.getMonitoring().name()),
                message.getZoneQualityValue() == 0
                        ? Optional.empty()
                        : Optional.of(Outfall.ZoneQuality.valueOf(
                                message.getZoneQuality().name())),
                message.getInDrinkingWaterZone(),
                message.getInProtectedWater());
    }

    private static Details pumpHouse(io.qipan.proto.ecology.v1.PumpHouse message) {
        return new PumpHouse(
                PumpHouse.Purpose.valueOf(message.getPurpose().name()),
                message.getWater(),
                message.getWaterPermit(),
                message.getFishScreen());
    }

    private static Details household(io.qipan.proto.ecology.v1.FishingHousehold message) {
        return new FishingHousehold(
                message.getFishingLicence(), message.getGaveUp(), message.getVillage(), message.getGearList());
    }

    private static Details boat(io.qipan.proto.ecology.v1.Boat message) {
        String until = message.getCertificateUntil();
        return new Boat(
                Boat.Use.valueOf(message.getUse().name()),
                message.getRegistration(),
                message.getLengthM(),
                message.getEngineKw(),
                message.getOwner(),
                until.isEmpty() ? Optional.empty() : Optional.of(day(until)));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            String wrong = "'" + text + "' is no day of the calendar.";
            throw Refusal.of(Reason.INVALID_FIELD, "certificate_until: " + wrong)
                    .withViolations(List.of(new Violation("certificate_until", wrong)))
                    .asException();
        }
    }

    private static Details place(io.qipan.proto.ecology.v1.HighRiskPlace message) {
        return new HighRiskPlace(
                HighRiskPlace.Danger.valueOf(message.getDanger().name()), message.getIncidents(), message.getNote());
    }

    static void put(Details details, SubjectEntry.Builder entry) {
        switch (details) {
            case Enterprise it ->
                entry.getEnterpriseBuilder()
                        .setCreditCode(it.creditCode())
                        .setIndustry(it.industry())
                        .setDischargePermit(it.dischargePermit())
                        .setDischarges(it.discharges())
                        .setAccidentProne(it.accidentProne())
                        .setEmergencyPlan(it.emergencyPlan());
            case Outfall it -> put(it, entry.getOutfallBuilder());
            case PumpHouse it ->
                entry.getPumpHouseBuilder()
                        .setPurpose(io.qipan.proto.ecology.v1.PumpHouse.Purpose.valueOf(
                                it.purpose().name()))
                        .setWater(it.water())
                        .setWaterPermit(it.waterPermit())
                        .setFishScreen(it.fishScreen());
            case FishingHousehold it ->
                entry.getFishingHouseholdBuilder()
                        .setFishingLicence(it.fishingLicence())
                        .setGaveUp(it.gaveUp())
                        .setVillage(it.village())
                        .addAllGear(it.gear());
            case Boat it ->
                entry.getBoatBuilder()
                        .setUse(io.qipan.proto.ecology.v1.Boat.Use.valueOf(
                                it.use().name()))
                        .setRegistration(it.registration())
                        .setLengthM(it.lengthM())
                        .setEngineKw(it.engineKw())
                        .setOwner(it.owner())
                        .setCertificateUntil(
                                it.certificateUntil().map(LocalDate::toString).orElse(""));
            case HighRiskPlace it ->
                entry.getHighRiskPlaceBuilder()
                        .setDanger(io.qipan.proto.ecology.v1.HighRiskPlace.Danger.valueOf(
                                it.danger().name()))
                        .setIncidents(it.incidents())
                        .setNote(it.note());
        }
    }

    private static void put(Outfall it, io.qipan.proto.ecology.v1.Outfall.Builder message) {
        message.setCategory(io.qipan.proto.ecology.v1.Outfall.Category.valueOf(
                        it.category().name()))
                .setChannel(io.qipan.proto.ecology.v1.Outfall.Channel.valueOf(
                        it.channel().name()))
                .setReceivingWater(it.receivingWater())
                .addAllResponsibleBodies(it.responsibleBodies())
                .setApproval(it.approval())
                .setAffectsFloodControl(it.affectsFloodControl())
                .setWaterAuthorityHeard(it.waterAuthorityHeard())
                .setMonitoring(io.qipan.proto.ecology.v1.Outfall.Monitoring.valueOf(
                        it.monitoring().name()))
                .setInDrinkingWaterZone(it.inDrinkingWaterZone())
                .setInProtectedWater(it.inProtectedWater());
        it.zoneQuality()
                .map(Enum::name)
                .map(io.qipan.proto.ecology.v1.Outfall.ZoneQuality::valueOf)
                .ifPresent(message::setZoneQuality);
    }
}
