package io.qipan.patrol.traccar;

import io.qipan.proto.patrol.v1.Fix;
import java.util.List;

/**
 * What a telephone reported.
 *
 * @param device what it calls itself
 * @param fixes as far as they could be read; the others go to quarantine with what is left of them
 */
record Report(String device, List<Fix> fixes) {

    /** Not a report at all, in words for who sets up the telephone. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    Report {
        fixes = List.copyOf(fixes);
    }

    /** An id that a device can be registered under. */
    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9._-]{1,64}");
    }
}
