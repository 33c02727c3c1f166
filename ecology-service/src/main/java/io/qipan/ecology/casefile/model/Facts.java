package io.qipan.ecology.casefile.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/**
 * What a case is about, as it was told at its opening. Never changes.
 *
 * @param uncertaintyM metres around the point within which it happened
 * @param incident the incident it comes from, {@code incidents/{uuid}}
 * @param drill an exercise
 */
public record Facts(
        String activity,
        Instant actAt,
        Optional<Wgs84> point,
        double uncertaintyM,
        String summary,
        Optional<String> incident,
        boolean drill) {}
