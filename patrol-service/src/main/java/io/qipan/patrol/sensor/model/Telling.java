package io.qipan.patrol.sensor.model;

import io.qipan.patrol.grid.model.DeviceReport;
import java.time.Instant;
import java.util.Optional;

/**
 * What a device tells.
 *
 * @param feature its name in the grid
 * @param sequence as it counts its reports
 * @param observedAt by its clock
 * @param unit of the value; empty without one
 * @param reference under which its own system keeps more; may be empty
 * @param drill an exercise or a test
 */
public record Telling(
        String feature,
        long sequence,
        DeviceReport kind,
        Instant observedAt,
        boolean alarm,
        Optional<Double> value,
        String unit,
        String reference,
        boolean drill) {}
