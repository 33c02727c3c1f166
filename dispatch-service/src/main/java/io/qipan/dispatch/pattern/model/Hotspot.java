package io.qipan.dispatch.pattern.model;

import io.qipan.dispatch.pattern.model.Raster.Cell;
import java.time.LocalDate;

/**
 * A declared cylinder of an analysis.
 *
 * @param number from 1, the smallest p-value first
 * @param cylinder with days counted from the first day of the period
 * @param from first day of the period
 */
public record Hotspot(int number, String type, Cylinder cylinder, double pValue, Raster raster, LocalDate from) {

    Hotspot numbered(int next) {
        return new Hotspot(next, type, cylinder, pValue, raster, from);
    }

    public LocalDate firstDay() {
        return from.plusDays(cylinder.firstDay());
    }

    /** Included. */
    public LocalDate lastDay() {
        return from.plusDays(cylinder.lastDay());
    }

    public double latitude() {
        return raster.latitude(middle());
    }

    public double longitude() {
        return raster.longitude(middle());
    }

    /** From the centre of the middle cell to that of the farthest. */
    public double radiusM() {
        return Math.sqrt(cylinder.ring()) * raster.cellM();
    }

    /** Whether a place, in degrees, is in its cells. */
    public boolean holds(double latitude, double longitude) {
        Cell cell = raster.cell(latitude, longitude);
        return cylinder.holds(cell.column(), cell.row());
    }

    private Cell middle() {
        return new Cell(cylinder.column(), cylinder.row());
    }
}
