package io.qipan.dispatch.missingperson.model;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** See {@code qipan.dispatch.v1.MissingSearch.AgeGroup}. */
public enum AgeGroup {
    MINOR,
    ADULT,
    /** Protected as a minor. */
    AGE_UNKNOWN;

    /** Civil Code of the PRC, article 17. */
    private static final int OF_AGE = 18;

    /**
     * Who is a minor by either is one.
     *
     * @param lastSeen the day by the city's calendar
     */
    public static AgeGroup of(Optional<Integer> age, Optional<LocalDate> born, LocalDate lastSeen) {
        Optional<Integer> byBirth =
                born.map(day -> Period.between(day, lastSeen).getYears());
        if (age.isEmpty() && byBirth.isEmpty()) {
            return AGE_UNKNOWN;
        }
        boolean adult = age.orElse(OF_AGE) >= OF_AGE && byBirth.orElse(OF_AGE) >= OF_AGE;
        return adult ? ADULT : MINOR;
    }

    public boolean isAdult() {
        return this == ADULT;
    }
}
