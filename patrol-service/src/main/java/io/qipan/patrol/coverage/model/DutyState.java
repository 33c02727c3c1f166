package io.qipan.patrol.coverage.model;

import java.util.Locale;

/** How a feature stands in a period; {@code qipan.patrol.v1.VisitDutyState} documents each. */
public enum DutyState {
    PENDING,
    DUE,
    OVERDUE,
    MET,
    WITHDRAWN;

    /** As it is stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DutyState coded(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
