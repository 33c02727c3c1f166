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
    APPROVE_SEIZURE,
    SERVE_DECISION,
    SERVE_PUBLIC_ORDER_DECISION,
    URGENT_FIRE_TIP_CHECK,
    FIRE_TIP_CHECK,
    HAZARD_RECHECK,
    HAZARD_TRANSFER,
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
            case PENALTY_DECISION,
                    PUBLIC_ORDER_DECISION,
                    SERVE_DECISION,
                    SERVE_PUBLIC_ORDER_DECISION,
                    SEIZURE,
                    APPROVE_SEIZURE,
                    REGISTERED_ITEMS,
                    GOODS_TO_KEEPER -> true;
            default -> isOfInspection();
        };
    }

    /** Whether it is one of fire inspection: a clue or a hazard has it, and never a case. */
    public boolean isOfInspection() {
        return switch (this) {
            case URGENT_FIRE_TIP_CHECK, FIRE_TIP_CHECK, HAZARD_RECHECK, HAZARD_TRANSFER -> true;
            default -> false;
        };
    }

    /**
     * Whether the time of an examination does not count for it. 治安管理处罚法 Art 118 leaves out appraisals and hearings, 行政强制法
     * Art 25 tests, inspections, quarantine and appraisals of the things only.
     */
    public boolean restsFor(Examination.Kind what) {
        return switch (this) {
            case PUBLIC_ORDER_DECISION -> true;
            case SEIZURE -> what == Examination.Kind.APPRAISAL;
            default -> false;
        };
    }

    /** Whether the time of any examination does not count for it. */
    public boolean restsForExaminations() {
        return Arrays.stream(Examination.Kind.values()).anyMatch(this::restsFor);
    }

    /** Whether a case may have several of it open: each seizure has its own. */
    public boolean isOfSeizure() {
        return switch (this) {
            case SEIZURE, APPROVE_SEIZURE, REGISTERED_ITEMS, GOODS_TO_KEEPER -> true;
            default -> false;
        };
    }
}
