package io.qipan.dispatch.command.model;

import java.util.Locale;

/** How a notice ended. */
public enum End {
    /** With {@link CommandKind#INFORM} only. */
    ACKNOWLEDGED,
    DONE,
    FAILED,
    DECLINED,
    EXCUSED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nobody understands it without a reason. */
    public boolean needsReason() {
        return this == FAILED || this == DECLINED || this == EXCUSED;
    }
}
