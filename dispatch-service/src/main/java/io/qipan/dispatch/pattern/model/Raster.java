package io.qipan.dispatch.pattern.model;

import java.util.Arrays;

/**
 * Square cells over a city. On a sphere, and as wide as high at one latitude only: a degree to the north or south
 * they are a few per cent wider or narrower, the same for everything that is compared.
 *
 * @param cellM side of a cell, metres
 * @param referenceLatitude degrees
 */
public record Raster(int cellM, double referenceLatitude) {
    /** Mean radius of the Earth (IUGG), metres. */
    private static final double EARTH_M = 6_371_008.8;
    /** Nobody polices beyond; the width of cells would go to nothing. */
    private static final double FARTHEST = 85;

    /** Columns count to the east, rows to the north. */
    public record Cell(int column, int row) {}

    /** For incidents at these latitudes; one more far away does not change it. */
    public static Raster around(double[] latitudes, int cellM) {
        if (latitudes.length == 0) {
            return new Raster(cellM, 0);
        }
        double[] sorted = latitudes.clone();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        return new Raster(cellM, Math.clamp(Math.round(middle * 10) / 10.0, -FARTHEST, FARTHEST));
    }

    public Cell cell(double latitude, double longitude) {
        return new Cell((int) Math.floor(Math.toRadians(longitude) * EARTH_M * shrink() / cellM), (int)
                Math.floor(Math.toRadians(latitude) * EARTH_M / cellM));
    }

    /** Degrees, of the centre. */
    public double latitude(Cell cell) {
        return Math.toDegrees((cell.row() + 0.5) * cellM / EARTH_M);
    }

    /** Degrees, of the centre. */
    public double longitude(Cell cell) {
        return Math.toDegrees((cell.column() + 0.5) * cellM / (EARTH_M * shrink()));
    }

    private double shrink() {
        return Math.cos(Math.toRadians(referenceLatitude));
    }
}
