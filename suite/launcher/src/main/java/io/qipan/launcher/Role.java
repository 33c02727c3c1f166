package io.qipan.launcher;

import java.util.EnumSet;
import java.util.Set;

/** What a token lets its bearer do. The services decide what each role may call. */
public enum Role {
    CALL_TAKER,
    DISPATCHER,
    COMMANDER,
    UNIT,
    ECOLOGY_OFFICER,
    AGENCY,
    ENGINEER,
    SERVICE,
    GATEWAY;

    /** Every role a person can have, GATEWAY to try one out; SERVICE is for the services among themselves. */
    public static Set<Role> people() {
        return EnumSet.complementOf(EnumSet.of(SERVICE));
    }
}
