package io.qipan.dispatch.call.model;

/** How a call ended; see {@code qipan.dispatch.v1.CallOutcome}. */
public enum CallOutcome {
    INCIDENT_OPENED,
    ATTACHED_TO_INCIDENT,
    CALLER_ADVISED,
    HOAX,
    ACCIDENTAL,
    NO_ACTION,
    TRANSFERRED
}
