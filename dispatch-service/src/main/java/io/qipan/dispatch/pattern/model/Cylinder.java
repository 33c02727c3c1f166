package io.qipan.dispatch.pattern.model;

/**
 * A circle of cells and a run of days.
 *
 * @param column of the middle cell
 * @param row of the middle cell
 * @param ring square of the radius in cells; every cell whose centre is not farther away belongs to it
 * @param lastDay included
 * @param expected if cell and day had nothing to do with each other
 * @param logRatio natural logarithm of the generalized likelihood ratio
 */
public record Cylinder(
        int column, int row, int ring, int firstDay, int lastDay, int observed, double expected, double logRatio) {

    public boolean holds(int otherColumn, int otherRow) {
        long across = (long) otherColumn - column;
        long up = (long) otherRow - row;
        return across * across + up * up <= ring;
    }
}
