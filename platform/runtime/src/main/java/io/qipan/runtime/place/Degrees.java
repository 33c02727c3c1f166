package io.qipan.runtime.place;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/** The range of latitude and longitude. */
final class Degrees {

    private Degrees() {}

    static void check(double latitude, double longitude) {
        boolean onEarth = latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180;
        if (!onEarth) {
            throw Refusal.of(
                            Reason.PLACE_INVALID,
                            "latitude " + latitude + ", longitude " + longitude
                                    + " is not on Earth. Maybe the two are swapped.")
                    .with("problem", "out_of_range")
                    .asException();
        }
    }
}
