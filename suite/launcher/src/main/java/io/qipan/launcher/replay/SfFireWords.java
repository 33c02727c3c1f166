package io.qipan.launcher.replay;

import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import java.util.Map;
import java.util.Optional;

/** San Francisco's words in Qipan's. */
final class SfFireWords {

    static final String OTHER_TYPE = "other";
    static final String OTHER_KIND = "support_vehicle";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("Alarms", "alarm"),
            Map.entry("Citizen Assist / Service Call", "service_call"),
            Map.entry("Confined Space / Structure Collapse", "confined_space_rescue"),
            Map.entry("Electrical Hazard", "electrical_hazard"),
            Map.entry("Elevator / Escalator Rescue", "elevator_rescue"),
            Map.entry("Fuel Spill", "fuel_spill"),
            Map.entry("Gas Leak (Natural and LP Gases)", "gas_leak"),
            Map.entry("Medical Incident", "medical"),
            Map.entry("Odor (Strange / Unknown)", "smoke_investigation"),
            Map.entry("Oil Spill", "fuel_spill"),
            Map.entry("Other", OTHER_TYPE),
            Map.entry("Outside Fire", "outside_fire"),
            Map.entry("Smoke Investigation (Outside)", "smoke_investigation"),
            Map.entry("Structure Fire", "structure_fire"),
            Map.entry("Traffic Collision", "traffic_collision"),
            Map.entry("Vehicle Fire", "vehicle_fire"),
            Map.entry("Water Rescue", "water_rescue"),
            Map.entry("Watercraft in Distress", "water_rescue"));

    private static final Map<String, String> KINDS = Map.of(
            "AIRPORT", "fire_engine",
            "CHIEF", "command_vehicle",
            "ENGINE", "fire_engine",
            "INVESTIGATION", "support_vehicle",
            "MEDIC", "ambulance",
            "PRIVATE", "ambulance",
            "RESCUE CAPTAIN", "command_vehicle",
            "RESCUE SQUAD", "rescue_squad",
            "SUPPORT", "support_vehicle",
            "TRUCK", "ladder_truck");

    /** Who takes over, where the disposition names somebody else. */
    private static final Map<String, String> RECEIVERS = Map.of(
            "CHP", "California Highway Patrol",
            "Medical Examiner", "Office of the Chief Medical Examiner",
            "SFPD", "San Francisco Police Department");

    private static final Map<String, IncidentOutcome> OUTCOMES = Map.of(
            "Cancelled", IncidentOutcome.CALLED_OFF,
            "CHP", IncidentOutcome.HANDED_OVER,
            "Duplicate", IncidentOutcome.DUPLICATE,
            "Gone on Arrival", IncidentOutcome.NOTHING_FOUND,
            "Medical Examiner", IncidentOutcome.HANDED_OVER,
            "No Merit", IncidentOutcome.NOTHING_FOUND,
            "SFPD", IncidentOutcome.HANDED_OVER,
            "Unable to Locate", IncidentOutcome.NOTHING_FOUND);

    private SfFireWords() {}

    static Optional<String> type(String callType) {
        return Optional.ofNullable(TYPES.get(callType));
    }

    static Optional<String> kind(String unitType) {
        return Optional.ofNullable(KINDS.get(unitType));
    }

    /**
     * `E` (echo) is the medical protocol's most urgent level: P1. Otherwise the final priority decides, 3 with lights and siren:
     * P2, 2 without: P3. Anything else leaves it to the type.
     */
    static Priority priority(String priority, String finalPriority) {
        if (priority.equals("E")) {
            return Priority.P1;
        }
        return switch (finalPriority) {
            case "3" -> Priority.P2;
            case "2" -> Priority.P3;
            default -> Priority.PRIORITY_UNSPECIFIED;
        };
    }

    /** Transports, fires put out and patients who stay are all dealt with. */
    static IncidentOutcome outcome(String disposition) {
        return OUTCOMES.getOrDefault(disposition, IncidentOutcome.RESOLVED);
    }

    static String rationale(String disposition) {
        String receiver = RECEIVERS.get(disposition);
        return "Call Final Disposition: " + (disposition.isEmpty() ? "none given" : disposition)
                + (receiver == null ? "" : " (" + receiver + ")");
    }
}
