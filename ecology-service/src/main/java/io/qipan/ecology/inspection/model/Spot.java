package io.qipan.ecology.inspection.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Optional;

/**
 * What an inspection was of.
 *
 * @param subject {@code subjects/...}; empty if it was of a place
 * @param agency that answers for it, {@code agencies/{code}}
 */
public record Spot(Optional<String> subject, Wgs84 point, ResourceKind resource, String agency) {}
