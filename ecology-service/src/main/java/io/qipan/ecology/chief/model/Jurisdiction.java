package io.qipan.ecology.chief.model;

import io.qipan.runtime.place.MapDatum;
import org.locationtech.jts.geom.Geometry;

/**
 * What one chief and one police chief answer for.
 *
 * @param code unique within its layer
 * @param geometry in WGS-84, x is the longitude; must not be changed
 * @param corridorM metres to each side of a line; 0 of an area
 * @param givenIn the datum it came in
 */
public record Jurisdiction(
        Layer layer,
        String code,
        String titleEn,
        String titleZh,
        Geometry geometry,
        double corridorM,
        MapDatum givenIn) {
    /** A tenth of a millimetre: what conversions between datums lose. */
    private static final double SAME_PLACE_DEGREES = 1e-9;

    public String name() {
        return "jurisdictions/" + layer + "-" + code;
    }

    public boolean isLine() {
        return geometry.getDimension() == 1;
    }

    /** What belongs to it: the area, or the line with what lies beside it. */
    public Geometry ground() {
        return isLine() ? Corridor.around(geometry, corridorM) : geometry;
    }

    /** Whether both say the same of the same place, whatever datum they came in. */
    public boolean saysTheSameAs(Jurisdiction other) {
        return layer.equals(other.layer)
                && code.equals(other.code)
                && titleEn.equals(other.titleEn)
                && titleZh.equals(other.titleZh)
                && corridorM == other.corridorM
                && geometry.equalsExact(other.geometry, SAME_PLACE_DEGREES);
    }
}
