package io.qipan.dispatch.command.model;

import java.util.Locale;

/** How far a notice has come that is still owed an answer. */
public enum Step {
    SENT,
    DELIVERED,
    ACKNOWLEDGED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
