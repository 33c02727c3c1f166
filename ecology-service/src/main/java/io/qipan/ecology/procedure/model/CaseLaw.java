package io.qipan.ecology.procedure.model;

/** The law by which a case is filed; see {@code qipan.ecology.v1.CaseLaw}. */
public enum CaseLaw {
    ADMINISTRATIVE_PENALTY(ClockKind.PENALTY_DECISION, ClockKind.SERVE_DECISION),
    PUBLIC_ORDER(ClockKind.PUBLIC_ORDER_DECISION, ClockKind.SERVE_PUBLIC_ORDER_DECISION);

    private final ClockKind decision;
    private final ClockKind service;

    CaseLaw(ClockKind decision, ClockKind service) {
        this.decision = decision;
        this.service = service;
    }

    /** The one by which a case that waits for its decision is filed. */
    static CaseLaw of(Procedure undecided) {
        return undecided.open(PUBLIC_ORDER.decision).isPresent() ? PUBLIC_ORDER : ADMINISTRATIVE_PENALTY;
    }

    /** The clock of its decision. */
    ClockKind decision() {
        return decision;
    }

    /** The clock of the service of that decision. */
    ClockKind service() {
        return service;
    }

    /** The clock until whose end an act has to be found out. */
    ClockKind limitation(boolean longer) {
        return switch (this) {
            case ADMINISTRATIVE_PENALTY -> longer ? ClockKind.LONG_PENALTY_LIMITATION : ClockKind.PENALTY_LIMITATION;
            case PUBLIC_ORDER -> ClockKind.PUBLIC_ORDER_LIMITATION;
        };
    }
}
