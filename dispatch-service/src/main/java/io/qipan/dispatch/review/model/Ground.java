package io.qipan.dispatch.review.model;

import io.qipan.dispatch.call.model.CallOutcome;

/** What an ending is drawn as; see {@code qipan.dispatch.v1.DrawGround}. */
public enum Ground {
    ORDINARY,
    BY_TWO,
    UNATTENDED,
    HOAX_OR_ACCIDENTAL;

    /** Of an incident. */
    public static Ground of(boolean atRisk, boolean attended, int people) {
        if (!atRisk) {
            return ORDINARY;
        }
        return people > 1 ? BY_TWO : attended ? ORDINARY : UNATTENDED;
    }

    /** Of a call. */
    public static Ground of(CallOutcome outcome) {
        return switch (outcome) {
            case HOAX, ACCIDENTAL -> HOAX_OR_ACCIDENTAL;
            case CALLER_ADVISED, NO_ACTION, INCIDENT_OPENED, ATTACHED_TO_INCIDENT, TRANSFERRED -> ORDINARY;
        };
    }
}
