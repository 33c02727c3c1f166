package io.qipan.patrol.season.model;

import java.util.Locale;

/** Whether one may move on a medium. */
public enum Passage {
    OPEN,
    CLOSED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
