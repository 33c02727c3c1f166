package io.qipan.dispatch.complaint.model;

/** What is complained about; see {@code qipan.dispatch.v1.Complaint.Category}. */
public enum Category {
    SLOWNESS,
    INACTION,
    ATTITUDE,
    CONDUCT,
    OTHER
}
