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
    PATROL;

    /** Whether somebody who wants help can be asked by it. */
    public boolean hasCaller() {
        return switch (this) {
            case VOICE, SMS, INTERNET, ONE_KEY, KIOSK, HOTLINE -> true;
            case IOT, AGENCY_TRANSFER, PATROL -> false;
        };
    }
}
