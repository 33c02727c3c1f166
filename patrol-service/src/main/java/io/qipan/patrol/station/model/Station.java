package io.qipan.patrol.station.model;

import io.qipan.runtime.place.Datum;

/**
 * A place that units belong to.
 *
 * @param name {@code stations/{id}}
 * @param point as it was given
 */
public record Station(String name, long version, String titleEn, String titleZh, Datum point) {}
