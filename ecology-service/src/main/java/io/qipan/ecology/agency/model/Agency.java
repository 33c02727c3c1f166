package io.qipan.ecology.agency.model;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A party.
 *
 * @param parent the code of the agency it belongs to
 * @param area in WGS-84, x is the longitude; must not be changed
 */
public record Agency(
        String code,
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

    public String name() {
        return PREFIX + code;
    }
}
