package io.qipan.dispatch.afteraction.model;

import java.util.Set;

/** What a reviewer looks for first; see {@code qipan.dispatch.v1.StoryEntry.Mark}. */
public enum Mark {
    NONE,
    ESCALATION,
    SHORTFALL;

    private static final Set<String> NOBODY_CAME =
            Set.of("order.refused", "order.timed_out", "order.cancelled", "order.diverted");

    /** The second words of actions by which the system calls something to somebody's mind. */
    private static final Set<String> REMINDERS = Set.of(
            "overdue",
            "escalated",
            "reminded",
            "unverified",
            "unanswered",
            "unseen",
            "unreported",
            "unresolved",
            "unreleased",
            "still_up",
            "still_shown",
            "recall_due");

    /** @param action as the feed has it, {@code order.sent} */
    public static Mark of(String action) {
        if (NOBODY_CAME.contains(action)) {
            return SHORTFALL;
        }
        return REMINDERS.contains(action.substring(action.indexOf('.') + 1)) ? ESCALATION : NONE;
    }
}
