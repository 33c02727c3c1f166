package io.qipan.patrol.unit.model;

import java.time.Duration;

/** A unit that has the capabilities asked for, with what its kind says of speed and staleness. */
public record AbleUnit(Unit unit, double usualSpeedMps, Duration staleAfter) {}
