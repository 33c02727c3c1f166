package io.qipan.patrol.position.model;

/** The rules of a fix, by what is wrong with one that breaks them. {@code qipan.patrol.v1.QuarantineReason} documents each. */
public enum QuarantineReason {
    SEQUENCE_INVALID,
    POINT_MISSING,
    DATUM_MISSING,
    AXES_SWAPPED,
    NOT_ON_EARTH,
    TIME_MISSING,
    TIME_AHEAD,
    TIME_TOO_OLD,
    ACCURACY_IMPOSSIBLE,
    SPEED_IMPOSSIBLE,
    COURSE_IMPOSSIBLE,
    ALTITUDE_IMPOSSIBLE
}
