package io.qipan.patrol.grid.model;

/** What a sensor or camera tells; see {@code qipan.patrol.v1.GridFeature.Report}. Nothing about people. */
public enum DeviceReport {
    WATER_LEVEL,
    WATER_QUALITY,
    ICE,
    SMOKE_OR_FLAME,
    WEATHER,
    VESSEL,
    WILDLIFE,
    BLAST,
    PICTURE
}
