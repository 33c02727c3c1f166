package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.MapDatum;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature of the grid.
 *
 * @param code unique among those of its kind
 * @param parent the code of its parent, whose kind follows from its own
 * @param geometry in WGS-84, x is the longitude; must not be changed
 * @param givenIn the datum it came in
 * @param reportEveryS how often a device reports at least (s); 0: whenever there is something
 */
public record GridFeature(
        FeatureKind kind,
        String code,
        String titleEn,
        String titleZh,
        Optional<String> parent,
        Geometry geometry,
        MapDatum givenIn,
        Optional<VisitingRule> visitingRule,
        List<DeviceReport> reports,
        int reportEveryS) {
    /** A tenth of a millimetre: what conversions between datums lose. */
    private static final double SAME_PLACE_DEGREES = 1e-9;

    public GridFeature {
        reports = List.copyOf(reports);
    }

    public String name() {
        return name(kind, code);
    }

    public static String name(FeatureKind kind, String code) {
        return "gridFeatures/" + kind.code() + "-" + code;
    }

    public Optional<String> parentName() {
        return parent.flatMap(of -> kind.parent().map(parentKind -> name(parentKind, of)));
    }

    public GridFeature withGeometry(Geometry other) {
        return new GridFeature(
                kind, code, titleEn, titleZh, parent, other, givenIn, visitingRule, reports, reportEveryS);
    }

    /** Whether both say the same of the same place, whatever datum they came in. */
    public boolean saysTheSameAs(GridFeature other) {
        return kind == other.kind
                && code.equals(other.code)
                && titleEn.equals(other.titleEn)
                && titleZh.equals(other.titleZh)
                && parent.equals(other.parent)
                && visitingRule.equals(other.visitingRule)
                && reports.equals(other.reports)
                && reportEveryS == other.reportEveryS
                && isWhere(other);
    }

    /** Whether both are the same place, whatever else they say. */
    public boolean isWhere(GridFeature other) {
        return geometry.equalsExact(other.geometry, SAME_PLACE_DEGREES);
    }
}
