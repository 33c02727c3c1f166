package io.qipan.runtime.caller;

/** The roles of {@code qipan.common.v1.Role}, documented there; a test keeps both alike. */
public enum Role {
    CALL_TAKER,
    DISPATCHER,
    COMMANDER,
    UNIT,
    ECOLOGY_OFFICER,
    AGENCY,
    ENGINEER,
    SERVICE,
    GATEWAY
}
