package io.qipan.ecology.statistics.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the service can count. Each has a definition in words. */
public enum FigureCode {
    BIRD_DISTURBANCES_CORRECTED,
    CASES_FILED_BY_POLICE,
    CASES_OPENED,
    CASES_TRANSFERRED,
    CASES_TRANSFERRED_IN_TIME,
    CATCH_SEIZED_KG,
    CLUES_RECEIVED,
    CONTACT_CARDS,
    EVIDENCE_TAKEN_IN,
    GEAR_SEIZED,
    HAZARDS_FOUND,
    HAZARDS_RECTIFIED,
    INSPECTIONS,
    PATROL_KM_FILTERED,
    PATROL_KM_RAW,
    PATROLS,
    PUBLICITY_ACTIVITIES,
    PUBLICITY_REACH,
    SUSPECTS_UNDER_MEASURES,
    TURNOUT_PEOPLE,
    TURNOUT_VEHICLES;

    /** As in definitions and rows. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FigureCode> named(String code) {
        return Arrays.stream(values())
                .filter(figure -> figure.code().equals(code))
                .findFirst();
    }
}
