package io.qipan.ecology.agency.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A party.
 *
 * @param version counts the revisions, from 1
 * @param parent the code of the agency it belongs to
 * @param area in WGS-84, x is the longitude; must not be changed
 */
public record Agency(
        String code,
        long version,
        AgencyKind kind,
        String titleEn,
        String titleZh,
        Optional<String> parent,
        List<ResourceKind> competence,
        Geometry area) {
    public static final String PREFIX = "agencies/";

    public Agency {
        competence = List.copyOf(competence);
    }

    /** That has just become known. */
    public Agency(
            String code,
            AgencyKind kind,
            String titleEn,
            String titleZh,
            Optional<String> parent,
            List<ResourceKind> competence,
            Geometry area) {
        this(code, 1, kind, titleEn, titleZh, parent, competence, area);
    }

    public String name() {
        return PREFIX + code;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** Whether a point lies in its area; its border is part of that. */
    public boolean covers(Wgs84 point) {
        return area.covers(new GeometryFactory().createPoint(new Coordinate(point.longitude(), point.latitude())));
    }

    /** What may be said of it anew. */
    public record Description(
            String titleEn, String titleZh, Optional<String> parent, List<ResourceKind> competence, Geometry area) {}

    /** The same agency, said anew. */
    public Decision<Agency> revised(String etag, Description next) {
        return etag.equals(etag())
                ? Decision.grant(new Agency(
                        code,
                        version + 1,
                        kind,
                        next.titleEn(),
                        next.titleZh(),
                        next.parent(),
                        next.competence(),
                        next.area()))
                : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }
}
