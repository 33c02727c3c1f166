package io.qipan.dispatch.incident.model;

/** How urgent; see {@code qipan.dispatch.v1.Priority}. */
public enum Priority {
    P1,
    P2,
    P3,
    P4
}
