package io.qipan.dispatch.call.model;

/** How a call reached the centre; see {@code qipan.dispatch.v1.Channel}. */
public enum Channel {
    VOICE,
    SMS,
    INTERNET,
    ONE_KEY,
    IOT,
    KIOSK,
    HOTLINE,
    AGENCY_TRANSFER,
    PATROL
}
