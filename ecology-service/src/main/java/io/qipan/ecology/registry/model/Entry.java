package io.qipan.ecology.registry.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.runtime.place.MapDatum;
import java.time.Instant;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * What people entered about one subject.
 *
 * @param resource under which kind of resource it is looked after
 * @param agency that answers for its inspection, {@code agencies/{code}}
 * @param geometry in WGS-84, x is the longitude; must not be changed
 * @param givenIn the datum that the geometry was given in
 * @param from when it is there
 * @param until the first moment that it is not there any more
 */
public record Entry(
        String code,
        String titleEn,
        String titleZh,
        ResourceKind resource,
        String agency,
        Geometry geometry,
        MapDatum givenIn,
        Instant from,
        Optional<Instant> until,
        Details details) {

    public SubjectKind kind() {
        return details.kind();
    }

    public String name() {
        return Subject.name(kind(), code);
    }

    public boolean validAt(Instant time) {
        return !from.isAfter(time) && !endedAt(time);
    }

    public boolean endedAt(Instant time) {
        return until.filter(end -> !end.isAfter(time)).isPresent();
    }

    /** Whether both say the same, with the geometries position by position. */
    public boolean saysTheSameAs(Entry other) {
        return geometry.equalsExact(other.geometry) && with(other.geometry).equals(other);
    }

    private Entry with(Geometry same) {
        return new Entry(code, titleEn, titleZh, resource, agency, same, givenIn, from, until, details);
    }
}
