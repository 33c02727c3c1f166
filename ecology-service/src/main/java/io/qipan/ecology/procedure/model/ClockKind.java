package io.qipan.ecology.procedure.model;

import java.util.Arrays;
import java.util.List;

/** Every clock of the law; length and basis stand in the settings, documented in {@code qipan.ecology.v1.Clock.Kind}. */
public enum ClockKind {
    DECIDE_TRANSFER,
    HAND_OVER,
    COPY_TO_PROCURATORATE,
    FOLLOW_OPINION,
    FORWARD,
    REQUEST_MATERIALS,
    SUPPLY_MATERIALS,
    DECIDE_FILING,
    HAND_OVER_ITEMS,
    REQUEST_RECONSIDERATION,
    DECIDE_RECONSIDERATION,
    REQUEST_SUPERVISION,
    GIVE_REASONS,
    FILE_AS_ORDERED,
    REVERSE_REVIEW,
    PENALTY_DECISION,
    RECEIVE_TRANSFER,
    PUBLIC_ORDER_DECISION,
    SEIZURE,
    REGISTERED_ITEMS,
    GOODS_TO_KEEPER,
    PENALTY_LIMITATION,
    LONG_PENALTY_LIMITATION,
    PUBLIC_ORDER_LIMITATION,
    /** One that a newer version has started: it runs and is kept as it came, and no step of this version stops it. */
    UNKNOWN;

    private static final List<ClockKind> KNOWN =
            Arrays.stream(values()).filter(kind -> kind != UNKNOWN).toList();

    /** Those that this version knows. */
    public static List<ClockKind> known() {
        return KNOWN;
    }

    /** By its name; {@link #UNKNOWN} for one that this version does not know. */
    public static ClockKind of(String name) {
        return KNOWN.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * Whether it is one of the administrative track alone. Art 14 of Decree 310 lets the procuratorate watch over transfers; over
     * these the administration watches itself.
     */
    public boolean isAdministrative() {
        return switch (this) {
            case PENALTY_DECISION, PUBLIC_ORDER_DECISION, SEIZURE, REGISTERED_ITEMS, GOODS_TO_KEEPER -> true;
            default -> false;
        };
    }

    /** Whether time of an appraisal or a hearing does not count for it: Art 118 and Art 25 of the laws that set them. */
    public boolean restsForExaminations() {
        return this == PUBLIC_ORDER_DECISION || this == SEIZURE;
    }

    /** Whether a case may have several of it open: each seizure has its own. */
    public boolean isOfSeizure() {
        return switch (this) {
            case SEIZURE, REGISTERED_ITEMS, GOODS_TO_KEEPER -> true;
            default -> false;
        };
    }
}
