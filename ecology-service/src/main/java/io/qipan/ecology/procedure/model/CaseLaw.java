package io.qipan.ecology.procedure.model;

/** The law by which a case is filed; see {@code qipan.ecology.v1.CaseLaw}. */
public enum CaseLaw {
    ADMINISTRATIVE_PENALTY(ClockKind.PENALTY_DECISION),
    PUBLIC_ORDER(ClockKind.PUBLIC_ORDER_DECISION);

    private final ClockKind decision;

    CaseLaw(ClockKind decision) {
        this.decision = decision;
    }

    /** The clock of its decision. */
    ClockKind decision() {
        return decision;
    }

    /** The clock until whose end an act has to be found out. */
    ClockKind limitation(boolean longer) {
        return switch (this) {
            case ADMINISTRATIVE_PENALTY -> longer ? ClockKind.LONG_PENALTY_LIMITATION : ClockKind.PENALTY_LIMITATION;
            case PUBLIC_ORDER -> ClockKind.PUBLIC_ORDER_LIMITATION;
        };
    }
}
