package io.qipan.dispatch.figure.model;

/** What figures are told apart by. */
public enum Grouping {
    NONE,
    CHANNEL,
    TYPE,
    PRIORITY,
    UNIT,
    ZONE
}
