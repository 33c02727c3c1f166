package io.qipan.ecology.clue.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was told. Never changes, but for a hotspot that grows.
 *
 * @param reference the unit, agency or instrument; may be empty
 * @param activity code of an activity, if anybody can say
 * @param uncertaintyM metres around the point
 * @param tipster a pseudonym; the contact is kept apart
 */
public record Report(
        Source source,
        String reference,
        Optional<String> activity,
        Instant occurredAt,
        Optional<Wgs84> point,
        double uncertaintyM,
        String placeText,
        String summary,
        Optional<Estimate> estimate,
        Optional<UUID> tipster,
        boolean drill) {}
