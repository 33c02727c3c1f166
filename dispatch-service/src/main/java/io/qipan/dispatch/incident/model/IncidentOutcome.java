package io.qipan.dispatch.incident.model;

/** How an incident ended; see {@code qipan.dispatch.v1.IncidentOutcome}. */
public enum IncidentOutcome {
    RESOLVED,
    HANDED_OVER,
    NOTHING_FOUND,
    CALLED_OFF,
    DUPLICATE
}
