package io.qipan.launcher.partner;

/** What the people of a partner do with an offer. */
public enum Habit {
    /** Take it, and tell a result. */
    ACCEPT,
    /** Return it. */
    RETURN,
    /** Nothing; only their system has it. */
    IGNORE
}
