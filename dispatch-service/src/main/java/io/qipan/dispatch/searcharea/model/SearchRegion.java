package io.qipan.dispatch.searcharea.model;

import java.util.List;
import org.locationtech.jts.geom.Polygon;

/**
 * The smallest ground that holds the place with a share of the probability.
 *
 * @param probability what it really holds
 * @param polygons in WGS-84, longitude as x, the largest first
 * @param leftOut pieces that are not drawn
 */
public record SearchRegion(double share, double probability, double areaM2, List<Polygon> polygons, int leftOut) {
    public SearchRegion {
        polygons = List.copyOf(polygons);
    }
}
