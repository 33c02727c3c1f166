package io.qipan.patrol.commitment.model;

import java.util.Locale;

/** Why a unit was released. The contract writes them in lower case. */
public enum ReleaseReason {
    CLEARED,
    REFUSED,
    CANCELLED,
    TIMED_OUT,
    DIVERTED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ReleaseReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
