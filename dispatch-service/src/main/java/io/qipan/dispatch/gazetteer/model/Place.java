package io.qipan.dispatch.gazetteer.model;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A named place.
 *
 * @param code unique within its source; of a district its administrative code
 * @param district administrative code of the district that it is in; may be empty
 * @param phones numbers of fixed lines and devices that stand there, as callers appear
 * @param geometry in WGS-84: a point, the line of a road or an area; empty if only the name is known
 * @param uncertaintyM how far around the geometry the place may be, in metres
 * @param posts kilometres at the ends of a road's line
 */
public record Place(
        String code,
        PlaceKind kind,
        String name,
        List<String> aliases,
        String district,
        List<String> phones,
        Optional<Geometry> geometry,
        double uncertaintyM,
        Optional<Posts> posts) {

    /** What the kilometre posts say where a road's line begins and where it ends; they may count down. */
    public record Posts(double from, double to) {}

    public Place {
        aliases = List.copyOf(aliases);
        phones = List.copyOf(phones);
    }
}
