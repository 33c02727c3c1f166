package io.qipan.dispatch.missingperson.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.place.Shape.Region;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What is known of the ground of a search, in square metres.
 *
 * @param areaM2 of all sectors, each place once
 * @param overlapM2 what is in more than one sector, once for each further one
 * @param statedM2 what searchers say they have searched
 * @param leastM2 the same by the lower ends of their uncertainties
 * @param mostM2 by the upper ends
 */
public record Coverage(double areaM2, double overlapM2, double statedM2, double leastM2, double mostM2) {

    public static final String DEFINITION = "Of each sector the share of its pass with the highest stated share, by its"
            + " area, added up; passes through one sector are not added, since nobody knows whether they went over the"
            + " same ground. Where sectors overlap, ground counts in each (overlap_m2). Least and most take the stated"
            + " uncertainty off or add it. What searchers state, not a probability of anything.";

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    public static Coverage of(List<SearchSector> sectors) {
        if (sectors.isEmpty()) {
            return new Coverage(0, 0, 0, 0, 0);
        }
        double sum = sectors.stream().mapToDouble(SearchSector::areaM2).sum();
        double once = Ground.area(OverlayNGRobust.union(
                sectors.stream().map(sector -> polygon(sector.area())).toList()));
        return new Coverage(
                once,
                Math.max(0, sum - once),
                stated(sectors, SectorPass::share),
                stated(sectors, SectorPass::least),
                stated(sectors, SectorPass::most));
    }

    private static double stated(List<SearchSector> sectors, ToDoubleFunction<SectorPass> share) {
        return sectors.stream()
                .mapToDouble(sector -> sector.areaM2()
                        * sector.passes().stream()
                                .max(Comparator.comparingDouble(SectorPass::share))
                                .map(share::applyAsDouble)
                                .orElse(0.0))
                .sum();
    }

    /** On the ellipsoid. */
    public static double areaM2(Region region) {
        return Ground.area(polygon(region));
    }

    private static Geometry polygon(Region region) {
        return GEOMETRY.createPolygon(
                Stream.concat(region.ring().stream(), Stream.of(region.ring().getFirst()))
                        .map(corner -> {
                            Wgs84 point = corner.toWgs84();
                            return new Coordinate(point.longitude(), point.latitude());
                        })
                        .toArray(Coordinate[]::new));
    }
}
