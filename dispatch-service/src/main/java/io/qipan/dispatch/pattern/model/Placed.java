package io.qipan.dispatch.pattern.model;

import java.time.LocalDate;

/**
 * An incident that has a place.
 *
 * @param day of the act, by the calendar of {@link HotspotQuestion#ZONE}
 * @param latitude degrees, WGS-84
 * @param longitude degrees, WGS-84
 */
public record Placed(String type, LocalDate day, double latitude, double longitude) {}
