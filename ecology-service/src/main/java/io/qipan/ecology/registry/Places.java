package io.qipan.ecology.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Where subjects are: GeoJSON that can be used. */
public final class Places {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);
    private static final int MOST_POSITIONS = 2_000;

    private Places() {}

    /** A geometry as it stands there; refused if it cannot be used. */
    static Geometry geometry(String geojson) {
        try {
            return checked(GeometryReader.read(MAPPER.readTree(geojson)));
        } catch (JsonProcessingException e) {
            throw invalid("it is no JSON").asException();
        } catch (Unusable e) {
            throw invalid(e.why()).asException();
        }
    }

    /** The same geometry; says why it cannot be used. */
    public static Geometry checked(Geometry geometry) throws Unusable {
        if (geometry.getNumPoints() > MOST_POSITIONS) {
            throw new Unusable("it has " + geometry.getNumPoints() + " positions, more than 2,000");
        }
        for (Coordinate at : geometry.getCoordinates()) {
            if (!EARTH.contains(at)) {
                throw new Unusable("the position " + at.x + ", " + at.y + " is not on Earth; GeoJSON wants degrees,"
                        + " the longitude first");
            }
        }
        if (!geometry.isValid()) {
            throw new Unusable("it crosses itself");
        }
        return geometry;
    }

    private static Refusal invalid(String why) {
        return Refusal.of(Reason.PLACE_INVALID, "The geometry cannot be used: " + why + ".")
                .with("problem", "geometry");
    }
}
