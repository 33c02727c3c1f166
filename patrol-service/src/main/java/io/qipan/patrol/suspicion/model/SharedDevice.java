package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;

/**
 * A device that reported for another unit as well in the same quarter.
 *
 * @param atOnce not only one after the other
 */
public record SharedDevice(Quarter quarter, String device, String otherUnit, boolean atOnce) {}
