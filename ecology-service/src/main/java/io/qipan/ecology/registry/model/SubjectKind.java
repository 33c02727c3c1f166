package io.qipan.ecology.registry.model;

import java.util.Locale;

/** What kind of subject; see {@code qipan.ecology.v1.Subject.Kind}. */
public enum SubjectKind {
    ENTERPRISE,
    OUTFALL,
    PUMP_HOUSE,
    FISHING_HOUSEHOLD,
    BOAT,
    HIGH_RISK_PLACE;

    /** As in names of resources. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
