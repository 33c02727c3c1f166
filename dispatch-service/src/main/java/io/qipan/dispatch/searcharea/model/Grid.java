package io.qipan.dispatch.searcharea.model;

import io.qipan.dispatch.searcharea.model.Runs.Run;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Square cells over all ground where some fact says that the place is, as small as their number allows. */
record Grid(Scan scan, Runs cells) {
    private static final int MOST_CELLS = 20_000;
    /** What is aimed at: how many cells lie on an edge is not known before. */
    private static final double NEARLY = 0.95;

    private static final double ENOUGH = 0.75;
    private static final int MOST_TRIES = 8;
    private static final double FINEST_M = 1;
    private static final double WIDEST_M = 500_000;

    /**
     * @param facts of which at least one says where
     */
    static Decision<Grid> over(String resource, List<SearchFact> facts, Instant at) {
        List<Extent> grounds = facts.stream()
                .filter(fact -> fact.claim().saysWhere())
                .map(SearchFact::extent)
                .toList();
        if (grounds.isEmpty()) {
            return Decision.refuse(Refusal.of(
                            Reason.INCOMPLETE,
                            "No fact of " + resource + " says where the place is with a certainty above 0.5. Tell one,"
                                    + " or conclude the search area.")
                    .with("resource", resource)
                    .with("missing", "fact"));
        }
        Plane plane =
                Plane.around(grounds.stream().flatMap(g -> g.points().stream()).toList());
        for (SearchFact fact : facts) {
            for (Datum point : fact.extent().points()) {
                double far = Distance.metres(plane.middle(), point.toWgs84());
                if (far > WIDEST_M) {
                    return Decision.refuse(tooWide("Fact " + fact.number() + " lies", far));
                }
            }
        }
        Envelope box = new Envelope();
        for (Extent ground : grounds) {
            for (Datum point : ground.points()) {
                Envelope around = new Envelope(plane.project(point));
                around.expandBy(ground.beyondM());
                box.expandToInclude(around);
            }
        }
        double wide = Math.max(box.getWidth(), box.getHeight());
        return wide > WIDEST_M
                ? Decision.refuse(tooWide("The facts reach", wide))
                : Decision.grant(finest(grounds, plane, box, at));
    }

    private static Refusal tooWide(String what, double metres) {
        return Refusal.of(
                        Reason.PLACE_INVALID,
                        what + " over " + Math.round(metres / 1000) + " km; a search area has at most "
                                + Math.round(WIDEST_M / 1000) + " km. Look at its datum, or leave it out.")
                .with("problem", "too_wide");
    }

    /** A coarse grid tells about how large the ground is, and the next one better. */
    private static Grid finest(List<Extent> grounds, Plane plane, Envelope box, Instant at) {
        double side = Math.sqrt(box.getWidth() * box.getHeight() / (NEARLY * MOST_CELLS));
        Grid grid = of(grounds, new Scan(plane, Math.max(finest(box.getHeight()), side), at));
        for (int i = 0; i < MOST_TRIES && !grid.isFine(); i++) {
            side = grid.scan.cellM() * Math.sqrt(grid.cells.count() / (NEARLY * MOST_CELLS));
            grid = of(grounds, new Scan(plane, Math.max(finest(grid.heightM()), side), at));
        }
        while (grid.cells.count() > MOST_CELLS) {
            grid = of(grounds, new Scan(plane, grid.scan.cellM() / NEARLY, at));
        }
        return grid;
    }

    private boolean isFine() {
        boolean few = cells.count() < ENOUGH * MOST_CELLS;
        return cells.count() <= MOST_CELLS && (!few || scan.cellM() <= finest(heightM()));
    }

    /**
     * Thin ground has few cells however small they are; without a bound on the rows each of its edges would be looked at in
     * hundreds of thousands of them.
     */
    private static double finest(double heightM) {
        return Math.max(FINEST_M, heightM / MOST_CELLS);
    }

    private double heightM() {
        List<Run> rows = cells.runs();
        return (rows.getLast().row() - rows.getFirst().row() + 1) * scan.cellM();
    }

    private static Grid of(List<Extent> grounds, Scan scan) {
        return new Grid(scan, Runs.union(grounds.stream().map(scan::of).toList()));
    }

    int count() {
        return Math.toIntExact(cells.count());
    }

    /** Which of the cells lie on some ground, counted from 0 in order; the ends of the ranges are not included. */
    List<int[]> on(Extent ground) {
        return scan.within(cells).of(ground).within(cells);
    }

    /** Rows and columns of the cells, in order. */
    int[][] places() {
        int[][] places = new int[count()][];
        int next = 0;
        for (Run run : cells.runs()) {
            for (int column = run.first(); column <= run.last(); column++) {
                places[next++] = new int[] {run.row(), column};
            }
        }
        return places;
    }

    double cellAreaM2() {
        return scan.cellM() * scan.cellM();
    }

    /** A corner of the grid, in metres on the plane. */
    Coordinate corner(int column, int row) {
        return new Coordinate(column * scan.cellM(), row * scan.cellM());
    }
}
