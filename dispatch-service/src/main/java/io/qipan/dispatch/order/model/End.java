package io.qipan.dispatch.order.model;

import java.util.Locale;

/** How an order ended. */
public enum End {
    CLEARED,
    REFUSED,
    CANCELLED,
    TIMED_OUT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
