package io.qipan.dispatch.transfer.model;

/** Why it could be told to others what a caller told us; see {@code qipan.dispatch.v1.Transfer.Consent}. */
public enum Consent {
    GIVEN,
    NO_CALLER,
    DANGER,
    /** Offered before it was kept; it was a condition of every offer then. */
    NOT_KEPT
}
