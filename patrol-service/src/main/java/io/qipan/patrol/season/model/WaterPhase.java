package io.qipan.patrol.season.model;

/** How a water is, by the calendar: the names are those of {@code qipan.patrol.v1.WaterPhase}. */
public enum WaterPhase {
    OPEN_WATER,
    FREEZING,
    FROZEN,
    THAWING
}
